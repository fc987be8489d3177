package io.tidegate.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.configuration.connections.ConnectionsConfig;
import io.tidegate.mapping.Misfit;
import io.tidegate.workflow.consent.ConsentConfig;
import io.tidegate.workflow.egress.EgressConfig;
import io.tidegate.workflow.ingress.IngressConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a document into its canonical form: everything is said, what was left out as its default,
 * and always in the same order. Equal documents have equal texts.
 */
public final class DocumentForm {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentForm.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final String FLOWS = "flows";
  private static final String INITIAL_CONSENT = "initialConsent";

  private DocumentForm() {}

  /**
   * The canonical form.
   *
   * @throws InvalidConfigurationException if it is no such document; what its values mean is
   *     checked elsewhere
   */
  public static JsonObject canonical(Document document, JsonObject content) {
    return switch (document) {
      case CONNECTIONS -> rewritten(content, ConnectionsConfig.class);
      case INGRESS -> ingress(content);
      case EGRESS -> rewritten(egressDefaults(content), EgressConfig.class);
      case CONSENT ->
          rewritten(merged(BuiltIn.content(Document.CONSENT), content), ConsentConfig.class);
    };
  }

  /**
   * A stored version in today's canonical form: one that an older Tidegate stored may leave out
   * what is said by now. What cannot be read any more stays as it is, and is refused where it is
   * used.
   */
  static Saved today(Saved saved) {
    try {
      return new Saved(
          saved.document(),
          saved.version(),
          saved.savedAt(),
          saved.author(),
          saved.note(),
          canonical(saved.document(), saved.content()));
    } catch (InvalidConfigurationException unreadable) {
      LOG.error(
          "Version {} of {} was stored by another Tidegate and cannot be read: {}",
          saved.version(),
          saved.document().id(),
          unreadable.misfits());
      return saved;
    }
  }

  /** A canonical ingress document, to work with. */
  public static IngressConfig ingressConfig(JsonObject canonical) {
    return IngressConfig.fromJson(canonical.encode());
  }

  private static JsonObject ingress(JsonObject content) {
    JsonObject whole = content.copy();
    objects(whole, FLOWS)
        .forEach(
            flow -> {
              if (flow.containsKey(INITIAL_CONSENT)) {
                throw new InvalidConfigurationException(
                    List.of(
                        new Misfit(
                            "/" + FLOWS,
                            "initialConsent is no part of a flow.",
                            "Leave it out: it is taken from the rows of opt-in/out.")));
              }
              defaults(flow);
            });
    JsonObject canonical = rewritten(whole, IngressConfig.class);
    objects(canonical, FLOWS).forEach(flow -> flow.remove(INITIAL_CONSENT));
    return canonical;
  }

  private static void defaults(JsonObject flow) {
    JsonObject standard =
        new JsonObject()
            .put("deletions", "off")
            .put("deleteFilteredOut", false)
            .put("heldDeletionShare", 0.05)
            .put("pageSize", 1_000)
            .put("pollSeconds", 5);
    standard.forEach(
        setting -> {
          if (flow.getValue(setting.getKey()) == null) {
            flow.put(setting.getKey(), setting.getValue());
          }
        });
  }

  private static JsonObject egressDefaults(JsonObject content) {
    JsonObject standard = BuiltIn.content(Document.EGRESS);
    List<JsonObject> flows = objects(standard, FLOWS);
    JsonObject whole = merged(standard, content);
    if (content.getValue(FLOWS) instanceof JsonArray given) {
      JsonArray filled = new JsonArray();
      for (Object each : given) {
        filled.add(
            each instanceof JsonObject flow
                ? flows.stream()
                    .filter(usual -> Objects.equals(usual.getValue("type"), flow.getValue("type")))
                    .findFirst()
                    .map(usual -> merged(usual, flow))
                    .orElse(flow)
                : each);
      }
      whole.put(FLOWS, filled);
    }
    return whole;
  }

  /** What was given, and for what was not, the standard; within objects, too. */
  private static JsonObject merged(JsonObject standard, JsonObject given) {
    JsonObject whole = standard.copy();
    given.forEach(
        entry -> {
          Object value = entry.getValue();
          if (value instanceof JsonObject inner
              && whole.getValue(entry.getKey()) instanceof JsonObject usual) {
            whole.put(entry.getKey(), merged(usual, inner));
          } else if (value != null) {
            whole.put(entry.getKey(), value);
          }
        });
    return whole;
  }

  private static List<JsonObject> objects(JsonObject parent, String name) {
    return parent.getValue(name) instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  private static JsonObject rewritten(JsonObject content, Class<?> shape) {
    try {
      return new JsonObject(JSON.writeValueAsString(JSON.readValue(content.encode(), shape)));
    } catch (JsonMappingException wrong) {
      throw new InvalidConfigurationException(List.of(misfit(wrong)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A document cannot be read back", impossible);
    }
  }

  private static Misfit misfit(JsonMappingException wrong) {
    String pointer =
        wrong.getPath().stream()
            .map(
                step ->
                    "/"
                        + (step.getFieldName() == null
                            ? Integer.toString(step.getIndex())
                            : step.getFieldName().replace("~", "~0").replace("/", "~1")))
            .collect(Collectors.joining());
    if (wrong instanceof UnrecognizedPropertyException unknown) {
      return new Misfit(
          pointer,
          "There is no property \"%s\" here.".formatted(unknown.getPropertyName()),
          "Leave it out, or correct its name; known are %s."
              .formatted(
                  unknown.getKnownPropertyIds().stream()
                      .map(Object::toString)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    if (wrong instanceof InvalidFormatException value && value.getTargetType().isEnum()) {
      return new Misfit(
          pointer,
          "\"%s\" is not known here.".formatted(value.getValue()),
          "Use one of %s."
              .formatted(
                  Arrays.stream(value.getTargetType().getEnumConstants())
                      .map(constant -> JSON.convertValue(constant, String.class))
                      .collect(Collectors.joining(", "))));
    }
    if (wrong.getCause() instanceof IllegalArgumentException said) {
      return new Misfit(pointer, said.getMessage() + ".", "Correct the value.");
    }
    if (wrong.getCause() instanceof NullPointerException) {
      return new Misfit(pointer, "Something is missing here.", "Add what the API describes.");
    }
    return new Misfit(
        pointer, "The value does not have the form that it should.", "See the API's description.");
  }
}
