package io.tidegate.configuration.flow;

import io.tidegate.campaign.ResourceType;
import io.tidegate.campaign.ResourceType.Field;
import io.tidegate.dynamics.EntityDefinition;
import io.tidegate.dynamics.EntityDefinition.Attribute;
import io.tidegate.mapping.AttributeMapping;
import io.tidegate.mapping.Conversion.Text;
import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Mappings;
import io.tidegate.mapping.SourceTypes;
import io.tidegate.mapping.TargetTypes;
import io.tidegate.workflow.ingress.DeletionPolicy;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A first draft of a flow between two tables: what is known to belong together, then what is called
 * the same, by name or by label, and can be converted.
 */
final class Suggestions {
  /** Fields that are known by another name, by the names that two systems' standards have. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("email", "emailaddress1"),
          Map.entry("phone", "telephone1"),
          Map.entry("mobile", "mobilephone"),
          Map.entry("gender", "gendercode"),
          Map.entry("website", "websiteurl"),
          Map.entry("employees", "numberofemployees"),
          Map.entry("industry", "industrycode"),
          Map.entry("line1", "address1line1"),
          Map.entry("line2", "address1line2"),
          Map.entry("line3", "address1line3"),
          Map.entry("street", "address1line1"),
          Map.entry("zipcode", "address1postalcode"),
          Map.entry("postalcode", "address1postalcode"),
          Map.entry("city", "address1city"),
          Map.entry("state", "address1stateorprovince"),
          Map.entry("statecode", "address1stateorprovince"),
          Map.entry("country", "address1country"));

  private static final Set<String> NOT_VALUES = Set.of("link", "collection", "item");

  private final EntityDefinition entity;
  private final ResourceType resource;
  private final List<Flow> existing;
  private final List<AttributeMapping> attributes = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final Set<String> sources = new HashSet<>();
  private final Set<String> targets = new HashSet<>();

  private Suggestions(EntityDefinition entity, ResourceType resource, List<Flow> existing) {
    this.entity = entity;
    this.resource = resource;
    this.existing = existing;
  }

  /**
   * A draft.
   *
   * @param reasons why each target was chosen, English phrases
   */
  record Draft(Flow flow, Map<String, String> reasons) {}

  /**
   * Drafts a flow.
   *
   * @param existing the flows there are: parents to link to, and ids that are taken
   */
  static Draft flow(EntityDefinition entity, ResourceType resource, List<Flow> existing) {
    return new Suggestions(entity, resource, existing).draft();
  }

  private Draft draft() {
    String key = targetKey();
    targets.add(key);
    sources.add(String.valueOf(entity.primaryIdAttribute()));
    targets.addAll(resource.optOutFields());
    if (entity.logicalName().equals("contact") && resource.name().equals("profile")) {
      Mappings.contactToProfile().attributes().forEach(this::builtIn);
    }
    links();
    matches("known pair", field -> KNOWN.get(leaf(field)), Names::plain);
    matches("same name", this::leaf, Names::ofSource);
    matches(
        "same label",
        field -> Names.plain(field.label()),
        name -> Names.plain(entity.attributes().get(name).label()));
    String filter = lookupFilter(key);
    Mapping mapping =
        new Mapping(
            entity.logicalName(),
            entity.primaryIdAttribute(),
            resource.name(),
            key,
            Mapping.Picklists.VALUE,
            null,
            attributes,
            links);
    return new Draft(
        Flow.standard(id(), mapping, filter, parameter(filter, key), DeletionPolicy.OFF), reasons);
  }

  private String id() {
    String id = Names.id(entity.logicalName());
    Set<String> taken = new HashSet<>();
    existing.forEach(flow -> taken.add(flow.id()));
    String free = id;
    for (int i = 2; taken.contains(free); i++) {
      free = id + "-" + i;
    }
    return free;
  }

  /** The field that holds the row's id: it is called so, or like the table's key. */
  private String targetKey() {
    String own = Names.ofSource(String.valueOf(entity.primaryIdAttribute()));
    List<String> names = List.of("externalid", own, "dynamicsid", "crmid", "externalkey");
    return resource.fields().values().stream()
        .filter(field -> TargetTypes.text(field.kind()) && !field.readOnly())
        .filter(field -> field.maxLength().orElse(36) >= 36)
        .map(Field::name)
        .filter(name -> names.contains(Names.ofTarget(name)))
        .min(Comparator.comparingInt(name -> names.indexOf(Names.ofTarget(name))))
        .orElse("externalId");
  }

  private String lookupFilter(String key) {
    String wanted = "by" + Names.ofTarget(key);
    return resource.filters().keySet().stream()
        .filter(name -> Names.plain(name.replaceFirst("^byCus(?=[A-Z])", "by")).equals(wanted))
        .findFirst()
        .orElse("byExternalId");
  }

  private String parameter(String filter, String key) {
    return resource.filters().getOrDefault(filter, List.of()).stream()
        .findFirst()
        .orElse(key + "_parameter");
  }

  /** With the lengths that this instance has. */
  private void builtIn(AttributeMapping known) {
    Field field = resource.fields().get(known.target());
    if (field == null || !entity.attributes().containsKey(known.source())) {
      return;
    }
    AttributeMapping fitting = known;
    if (known.conversion() instanceof Text text && field.maxLength().isPresent()) {
      int most = Math.min(text.maxLength(), field.maxLength().getAsInt());
      fitting =
          AttributeMapping.of(known.source(), known.target(), new Text(most, text.overflow()));
    }
    add(fitting, "known pair");
  }

  private void links() {
    for (Field field : resource.fields().values()) {
      if (field.type().equals("link") && !field.readOnly() && field.target().isPresent()) {
        existing.stream()
            .filter(flow -> flow.mapping().resource().equals(field.target().get()))
            .findFirst()
            .ifPresent(parent -> link(field, parent));
      }
    }
  }

  /** A lookup that points to the parents only is better than one that may point elsewhere. */
  private void link(Field field, Flow parent) {
    Function<Attribute, Integer> distance =
        lookup ->
            lookup.targets().size() * 2
                - (Names.ofSource(lookup.logicalName()).contains(leaf(field)) ? 1 : 0);
    lookups(parent.mapping().entity()).stream()
        .filter(lookup -> !sources.contains(lookup.logicalName()))
        .min(Comparator.comparing(distance))
        .ifPresent(
            lookup -> {
              links.add(new Link(field.name(), lookup.logicalName(), parent.id()));
              sources.add(lookup.logicalName());
              targets.add(field.name());
              reasons.put(field.name(), "link to the flow " + parent.id());
            });
  }

  private List<Attribute> lookups(String table) {
    return entity.attributes().values().stream()
        .filter(attribute -> SourceTypes.lookup(attribute.type()))
        .filter(attribute -> attribute.targets().contains(table))
        .toList();
  }

  private void matches(
      String reason, Function<Field, String> wanted, Function<String, String> named) {
    Map<String, Attribute> byName = new LinkedHashMap<>();
    for (Attribute attribute : entity.attributes().values()) {
      byName.putIfAbsent(named.apply(attribute.logicalName()), attribute);
    }
    for (Field field : resource.fields().values()) {
      if (!NOT_VALUES.contains(field.type()) && !field.readOnly()) {
        String name = wanted.apply(field);
        Optional.ofNullable(name == null || name.isEmpty() ? null : byName.get(name))
            .filter(attribute -> !confused(attribute, field))
            .flatMap(attribute -> ConversionChoice.of(attribute, field))
            .ifPresent(mapping -> add(mapping, reason));
      }
    }
  }

  /** An address's state code is not whether the row is active. */
  private static boolean confused(Attribute attribute, Field field) {
    return attribute.type().equals("State") && field.name().indexOf('.') > 0;
  }

  private void add(AttributeMapping mapping, String reason) {
    if (!targets.contains(mapping.target()) && !sources.contains(mapping.source())) {
      targets.add(mapping.target());
      sources.add(mapping.source());
      attributes.add(mapping);
      reasons.put(mapping.target(), reason);
    }
  }

  /** The last step of a path: {@code city} of {@code postalAddress.city}. */
  private String leaf(Field field) {
    return Names.ofTarget(field.name().substring(field.name().lastIndexOf('.') + 1));
  }
}
