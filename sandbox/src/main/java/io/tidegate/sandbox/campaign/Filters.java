package io.tidegate.sandbox.campaign;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;

/** Applies the named filters of a resource. */
final class Filters {
  /** The texts in which {@code byText} looks. */
  private static final List<String> TEXTS = List.of("email", "lastName", "firstName");

  private static final String SUFFIX = "_parameter";

  private final ResourceStore store;
  private final boolean extended;

  Filters(ResourceStore store, boolean extended) {
    this.store = store;
    this.extended = extended;
  }

  /** The filters that can be used, published ones only where the API is the extended one. */
  List<NamedFilter> all() {
    return store.schema().filters().stream().filter(this::usable).toList();
  }

  Optional<NamedFilter> find(String name) {
    return store.schema().filter(name).filter(this::usable);
  }

  private boolean usable(NamedFilter filter) {
    return extended || !filter.published();
  }

  /** Narrows a selection by a filter and its parameters. */
  void apply(NamedFilter filter, MultiMap parameters, Selection selection) {
    switch (filter.kind()) {
      case SAME -> {
        String value = required(filter.name(), parameters, filter.parameter());
        selection.among(
            store.schema().field(filter.field()).map(f -> store.find(f, value)).orElse(new int[0]));
      }
      case TEXT ->
          text(required(filter.name(), parameters, filter.parameter()), parameters, selection);
      case MODIFIED -> selection.modifiedWithin(window(filter.name(), parameters));
    }
  }

  /** Prefix of a name or of the address, upper and lower case told apart. */
  private void text(String text, MultiMap parameters, Selection selection) {
    String type = parameters.get("filterType");
    List<Integer> ordinals =
        (type == null ? TEXTS : List.of(type))
            .stream()
                .flatMap(path -> store.schema().field(path).stream())
                .filter(
                    field ->
                        field.type() == FieldType.STRING
                            && field.ordinal() >= 0
                            && (extended || !field.custom()))
                .map(Field::ordinal)
                .toList();
    if (type != null && ordinals.isEmpty()) {
      throw CampaignException.noSuchProperty(store.schema().name(), type);
    }
    selection.where(row -> ordinals.stream().anyMatch(ordinal -> starts(row.text(ordinal), text)));
  }

  private static boolean starts(String value, String text) {
    return value != null && value.startsWith(text);
  }

  /** The time window that a filter's parameters give. */
  static Selection.Window window(String name, MultiMap parameters) {
    String from = required(name, parameters, "from");
    String to = optional(parameters, "to").orElse(null);
    return new Selection.Window(time(from), to == null ? Long.MAX_VALUE : time(to));
  }

  private static long time(String text) {
    return Timestamps.parse(text)
        .orElseThrow(() -> CampaignException.notValid("lastModified", "date"));
  }

  private static String required(String filter, MultiMap parameters, String parameter) {
    return optional(parameters, parameter)
        .orElseThrow(() -> CampaignException.missingParameter(filter, parameter));
  }

  /** A filter's parameter, which may be named with or without its suffix. */
  static Optional<String> optional(MultiMap parameters, String parameter) {
    String value = parameters.get(parameter + SUFFIX);
    String given = value == null ? parameters.get(parameter) : value;
    return Optional.ofNullable(given).filter(text -> !text.isEmpty());
  }
}
