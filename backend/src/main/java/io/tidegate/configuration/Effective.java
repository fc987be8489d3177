package io.tidegate.configuration;

import io.tidegate.workflow.EffectiveConfig;
import io.tidegate.workflow.NotConfiguredException;
import io.tidegate.workflow.Pinned;
import io.tidegate.workflow.consent.ConsentConfig;
import io.tidegate.workflow.consent.ConsentWorkflow;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.ingress.IngressConfig;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the newest versions of the documents and of the secrets mean for each workflow. Immutable.
 */
final class Effective {
  private static final List<String> ALWAYS = List.of("dynamics", "campaign");
  private static final String SFTP = "sftp";
  static final String SECRETS = "secrets";
  static final String INITIAL_CONSENT = "initialConsent";

  private final Map<Document, Saved> saved;
  private final Map<String, Long> secrets;
  private final Map<Document, Pinned> workflows = new EnumMap<>(Document.class);

  /**
   * Works it out.
   *
   * @param secrets the revisions of those that are set, by their names
   */
  Effective(Map<Document, Saved> saved, Map<String, Long> secrets) {
    this.saved = Map.copyOf(saved);
    this.secrets = Map.copyOf(secrets);
    for (Document workflow : List.of(Document.INGRESS, Document.EGRESS, Document.CONSENT)) {
      workflows.put(workflow, new Pinned(config(workflow).text(), versions(workflow)));
    }
  }

  Map<Document, Saved> saved() {
    return saved;
  }

  Map<String, Long> secrets() {
    return secrets;
  }

  Pinned of(Document workflow) {
    return workflows.get(workflow);
  }

  /**
   * What a run of before was pinned to, in today's canonical form. Versions of before knew no
   * connections; they get those that are saved.
   */
  Pinned readable(Document workflow, Pinned stored) {
    if (!EffectiveConfig.isOne(stored.config())) {
      return new Pinned(
          with(workflow, canonical(workflow, stored.config())).text(), stored.versions());
    }
    EffectiveConfig pinned = EffectiveConfig.of(stored.config());
    JsonObject config = canonical(workflow, pinned.config().encode());
    return new Pinned(new EffectiveConfig(pinned.connections(), config).text(), stored.versions());
  }

  private static JsonObject canonical(Document workflow, String config) {
    return switch (workflow) {
      case CONNECTIONS -> throw new IllegalArgumentException("Connections do not run");
      case INGRESS -> new JsonObject(IngressConfig.fromJson(config).toJson());
      case EGRESS -> new JsonObject(EgressConfig.fromJson(config).toJson());
      case CONSENT -> {
        JsonObject whole = new JsonObject(config);
        Object ingressFlow = whole.remove(ConsentWorkflow.INGRESS_FLOW);
        JsonObject consent = new JsonObject(ConsentConfig.fromJson(whole.encode()).toJson());
        yield ingressFlow == null
            ? consent
            : consent.put(ConsentWorkflow.INGRESS_FLOW, ingressFlow);
      }
    };
  }

  /** With the connections as they are saved now. */
  private EffectiveConfig with(Document workflow, JsonObject config) {
    return new EffectiveConfig(connections(needsSftp(workflow, config)), config);
  }

  private EffectiveConfig config(Document workflow) {
    JsonObject content = saved.get(workflow).content();
    return switch (workflow) {
      case INGRESS -> with(workflow, withConsent(content));
      case CONSENT -> withIngressFlow(with(workflow, content));
      case EGRESS, CONNECTIONS -> with(workflow, content);
    };
  }

  /** Opt-in/out shares what is known of profiles with the flow that writes them. */
  private EffectiveConfig withIngressFlow(EffectiveConfig effective) {
    ConsentConfig consent = ConsentConfig.fromJson(effective.config().encode());
    return IngressConfig.fromJson(saved.get(Document.INGRESS).content().encode()).flows().stream()
        .filter(flow -> isOfPeople(flow, consent))
        .map(IngressConfig.Flow::id)
        .filter(id -> !id.equals(ConsentWorkflow.USUAL_INGRESS_FLOW))
        .findFirst()
        .map(
            id ->
                new EffectiveConfig(
                    effective.connections(),
                    effective.config().put(ConsentWorkflow.INGRESS_FLOW, id)))
        .orElse(effective);
  }

  private Map<String, Long> versions(Document workflow) {
    Map<String, Long> versions = new TreeMap<>();
    versions.put(Document.CONNECTIONS.id(), saved.get(Document.CONNECTIONS).version());
    versions.put(workflow.id(), saved.get(workflow).version());
    if (workflow == Document.INGRESS) {
      versions.put(Document.CONSENT.id(), saved.get(Document.CONSENT).version());
    }
    return versions;
  }

  /** A person is born with the consent that opt-in/out would write. */
  private JsonObject withConsent(JsonObject ingress) {
    IngressConfig config = IngressConfig.fromJson(ingress.encode());
    ConsentConfig consent = ConsentConfig.fromJson(saved.get(Document.CONSENT).content().encode());
    List<IngressConfig.InitialConsent> initial =
        consent.toCampaign().stream()
            .map(row -> new IngressConfig.InitialConsent(row.attribute(), row.field()))
            .toList();
    List<IngressConfig.Flow> flows =
        config.flows().stream()
            .map(flow -> isOfPeople(flow, consent) ? flow.with(initial) : flow)
            .toList();
    return new JsonObject(new IngressConfig(flows).toJson());
  }

  private static boolean isOfPeople(IngressConfig.Flow flow, ConsentConfig consent) {
    return flow.mapping().entity().equals(consent.entity())
        && flow.mapping().resource().equals(consent.resource());
  }

  private static boolean needsSftp(Document workflow, JsonObject config) {
    return switch (workflow) {
      case CONNECTIONS, INGRESS -> false;
      case EGRESS -> EgressConfig.fromJson(config.encode()).source() == EgressConfig.Source.SFTP;
      case CONSENT -> ConsentConfig.fromJson(config.encode()).source() != ConsentConfig.Source.REST;
    };
  }

  private JsonObject connections(boolean withSftp) {
    JsonObject all = saved.get(Document.CONNECTIONS).content();
    JsonObject used = new JsonObject();
    JsonObject revisions = new JsonObject();
    List<String> systems = new ArrayList<>(ALWAYS);
    if (withSftp) {
      systems.add(SFTP);
    }
    for (String system : systems) {
      if (all.getValue(system) != null) {
        used.put(system, all.getValue(system));
        new TreeMap<>(secrets)
            .forEach(
                (name, revision) -> {
                  if (name.startsWith(system + ".")) {
                    revisions.put(name, revision);
                  }
                });
      }
    }
    return used.put(SECRETS, revisions);
  }

  /** What is missing for a start of a workflow. */
  Optional<NotConfiguredException> missing(Document workflow) {
    JsonObject content = saved.get(workflow).content();
    List<String> missing = new ArrayList<>();
    List<String> remedies = new ArrayList<>();
    missingConnections(needsSftp(workflow, content), missing);
    if (!missing.isEmpty()) {
      remedies.add("Enter it on the page Connections.");
    }
    if (!hasFlows(workflow, content)) {
      missing.add("No flow of " + workflow.id() + " is switched on.");
      remedies.add("Add one, or switch one on, on the page of the workflow.");
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NotConfiguredException(String.join(" ", missing), String.join(" ", remedies)));
  }

  private void missingConnections(boolean withSftp, List<String> missing) {
    JsonObject connections = saved.get(Document.CONNECTIONS).content();
    if (connections.getValue("dynamics") == null) {
      missing.add("The connection to Dynamics 365 is missing.");
    } else if (lacks("dynamics.clientSecret", "dynamics.clientCertificate")) {
      missing.add("The client secret or certificate for Dynamics 365 is missing.");
    }
    if (connections.getValue("campaign") == null) {
      missing.add("The connection to Adobe Campaign is missing.");
    } else if (lacks("campaign.clientSecret")) {
      missing.add("The client secret for Adobe Campaign is missing.");
    }
    if (withSftp && connections.getValue(SFTP) == null) {
      missing.add("The connection to the SFTP server is missing.");
    } else if (withSftp && lacks("sftp.password", "sftp.privateKey")) {
      missing.add("The password or private key for the SFTP server is missing.");
    }
  }

  private boolean lacks(String... names) {
    return List.of(names).stream().noneMatch(secrets::containsKey);
  }

  private static boolean hasFlows(Document workflow, JsonObject content) {
    return switch (workflow) {
      case CONNECTIONS, CONSENT -> true;
      case INGRESS ->
          IngressConfig.fromJson(content.encode()).flows().stream()
              .anyMatch(IngressConfig.Flow::enabled);
      case EGRESS ->
          EgressConfig.fromJson(content.encode()).flows().stream()
              .anyMatch(EgressConfig.Flow::enabled);
    };
  }
}
