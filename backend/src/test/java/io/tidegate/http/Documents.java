package io.tidegate.http;

import io.tidegate.configuration.Document;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion;
import io.tidegate.mapping.Filter;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Mappings;
import io.tidegate.workflow.consent.Channel;
import io.tidegate.workflow.consent.ConsentConfig;
import io.tidegate.workflow.consent.Direction;
import io.tidegate.workflow.consent.Policy;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.egress.EventType;
import io.tidegate.workflow.export.ExportOptions;
import io.tidegate.workflow.ingress.DeletionPolicy;
import io.tidegate.workflow.ingress.IngressConfig;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Documents as the workflows' own classes write them. */
final class Documents {
  private Documents() {}

  static JsonObject content(Document document) {
    return switch (document) {
      case CONNECTIONS ->
          new JsonObject()
              .put(
                  "dynamics",
                  new JsonObject()
                      .put("url", "https://contoso.crm4.dynamics.com")
                      .put("tenant", "contoso.onmicrosoft.com")
                      .put("clientId", "5f0e"));
      case INGRESS -> ingress();
      case EGRESS -> new JsonObject(EgressConfig.standard(EnumSet.allOf(EventType.class)).toJson());
      case CONSENT -> consent();
    };
  }

  /** The same as a person saves it: what ingress takes from opt-in/out is no part of it. */
  static JsonObject storable(Document document) {
    JsonObject content = content(document);
    if (document == Document.INGRESS) {
      content.getJsonArray("flows").getJsonObject(0).remove("initialConsent");
    }
    return content;
  }

  /** Every kind of condition, source and conversion that there is. */
  static JsonObject ingress() {
    Mapping contact = Mappings.contactToProfile();
    List<AttributeMapping> attributes = new ArrayList<>(contact.attributes());
    List.of(
            new Conversion.Text(0, null),
            new Conversion.Decimal(2),
            new Conversion.Decimal(null),
            new Conversion.YesNo(),
            new Conversion.Day(),
            new Conversion.DateTime("Europe/Rome"),
            new Conversion.DateTime(null),
            new Conversion.Identifier(),
            new Conversion.ValueTable(
                Map.of("1", true, "2", 2, "3", "three"), false, Conversion.Unlisted.KEEP))
        .forEach(conversion -> attributes.add(AttributeMapping.of("a", "cusField", conversion)));
    attributes.add(new AttributeMapping("cusOrigin", null, "CRM", null, null, null, false));
    attributes.add(
        new AttributeMapping("cusName", null, null, "firstname + lastname", null, null, true));
    Filter filter =
        new Filter.All(
            List.of(
                new Filter.Condition("statecode", Filter.Operator.EQ, 0),
                new Filter.Any(
                    List.of(new Filter.Condition("lastname", Filter.Operator.NE, null)))));
    Mapping mapping =
        new Mapping(
            contact.entity(),
            contact.sourceKey(),
            contact.resource(),
            contact.targetKey(),
            Mapping.Picklists.LABEL,
            filter,
            attributes,
            List.of(new Link("cusAccount", "parentcustomerid", "account")));
    return new JsonObject(
        new IngressConfig(
                List.of(
                    IngressConfig.Flow.standard(
                        "contact",
                        mapping,
                        "byExternalId",
                        "externalId_parameter",
                        DeletionPolicy.OFF)))
            .toJson());
  }

  private static JsonObject consent() {
    return new JsonObject(
        new ConsentConfig(
                "contact",
                "contactid",
                "profile",
                "externalId",
                List.of(
                    new ConsentConfig.Row(
                        Channel.EMAIL, "donotbulkemail", "blackListEmail", Direction.BOTH)),
                Policy.OPT_OUT_WINS,
                ConsentConfig.Source.REST,
                "byExternalId",
                "externalId_parameter",
                "byLastModified",
                "from_parameter",
                ExportOptions.STANDARD,
                "optouts*.csv",
                1_000,
                5,
                30,
                5)
            .toJson());
  }
}
