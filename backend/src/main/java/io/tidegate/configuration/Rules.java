package io.tidegate.configuration;

import io.tidegate.workflow.consent.ConsentConfig;
import io.tidegate.workflow.consent.ConsentRules;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.egress.EgressRules;
import io.tidegate.workflow.ingress.IngressConfig;
import io.tidegate.workflow.ingress.IngressRules;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What must hold of a workflow's document whatever the systems are like. */
public final class Rules implements Check {

  @Override
  public Future<Findings> check(Document document, Map<Document, JsonObject> proposed) {
    String content = proposed.get(document).encode();
    return Future.succeededFuture(
        Findings.errors(
            switch (document) {
              case CONNECTIONS -> List.of();
              case INGRESS -> IngressRules.misfits(IngressConfig.fromJson(content));
              case EGRESS -> EgressRules.misfits(EgressConfig.fromJson(content));
              case CONSENT -> ConsentRules.misfits(ConsentConfig.fromJson(content));
            }));
  }
}
