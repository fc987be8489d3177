package io.tidegate.configuration;

import io.tidegate.workflow.ingress.IngressConfig;
import io.tidegate.workflow.ingress.IngressRules;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What must hold of a document whatever the systems are like. */
public final class Rules implements Check {

  @Override
  public Future<Findings> check(Document document, Map<Document, JsonObject> proposed) {
    JsonObject content = proposed.get(document);
    return Future.succeededFuture(
        switch (document) {
          case INGRESS ->
              Findings.errors(IngressRules.misfits(IngressConfig.fromJson(content.encode())));
          case CONNECTIONS, EGRESS, CONSENT -> Findings.NONE;
        });
  }
}
