package io.tidegate.sandbox.campaign;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;

/**
 * The named filters of the profile. Campaign has no query language: what no filter offers cannot be
 * asked. {@code byEmail} and {@code byText} are built in, the others are what a customer would
 * define and publish.
 */
final class Filters {
  static final String BY_EMAIL = "byEmail";
  static final String BY_TEXT = "byText";

  private static final String SUFFIX = "_parameter";

  private final ProfileStore store;
  private final boolean extended;

  Filters(ProfileStore store, boolean extended) {
    this.store = store;
    this.extended = extended;
  }

  /** The filters that can be used, custom ones only where the API is the extended one. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(BY_EMAIL, BY_TEXT));
    if (extended) {
      names.addAll(store.schema().customFilters());
    }
    return names;
  }

  boolean exists(String name) {
    return names().contains(name);
  }

  /** How a filter is used, as the metadata shows it. */
  static String usage(String name) {
    return switch (name) {
      case BY_EMAIL -> "email=$value";
      case BY_TEXT -> "text=$value";
      case ProfileSchema.BY_EXTERNAL_ID -> "externalId_parameter=$value";
      default -> "from_parameter=$value&to_parameter=$value";
    };
  }

  /** Narrows a selection by a filter and its parameters. */
  void apply(String name, MultiMap parameters, Selection selection) {
    switch (name) {
      case BY_EMAIL -> selection.among(store.withEmail(required(name, parameters, "email")));
      case BY_TEXT -> text(required(name, parameters, "text"), parameters, selection);
      case ProfileSchema.BY_EXTERNAL_ID ->
          selection.among(store.withExternalId(required(name, parameters, "externalId")));
      default -> selection.modifiedWithin(window(name, parameters));
    }
  }

  /** Prefix of a name or of the address, upper and lower case told apart. */
  private void text(String text, MultiMap parameters, Selection selection) {
    String type = parameters.get("filterType");
    if (type == null) {
      selection.where(
          profile ->
              starts(profile.text(ProfileSchema.EMAIL), text)
                  || starts(profile.text(ProfileSchema.LAST_NAME), text)
                  || starts(profile.text(ProfileSchema.FIRST_NAME), text));
      return;
    }
    Field field =
        store
            .schema()
            .field(type)
            .filter(known -> known.type() == FieldType.STRING && (extended || !known.custom()))
            .orElseThrow(() -> CampaignException.noSuchProperty(type));
    selection.where(profile -> starts(profile.text(field.ordinal()), text));
  }

  private static boolean starts(String value, String text) {
    return value != null && value.startsWith(text);
  }

  /** The time window that a filter's parameters give. */
  static Selection.Window window(String name, MultiMap parameters) {
    String from = required(name, parameters, "from");
    String to = optional(parameters, "to");
    return new Selection.Window(time(from), to == null ? Long.MAX_VALUE : time(to));
  }

  private static long time(String text) {
    return Timestamps.parse(text)
        .orElseThrow(() -> CampaignException.notValid("lastModified", "date"));
  }

  private static String required(String filter, MultiMap parameters, String parameter) {
    String value = optional(parameters, parameter);
    if (value == null) {
      throw CampaignException.missingParameter(filter, parameter);
    }
    return value;
  }

  private static String optional(MultiMap parameters, String parameter) {
    String value = parameters.get(parameter + SUFFIX);
    String given = value == null ? parameters.get(parameter) : value;
    return given == null || given.isEmpty() ? null : given;
  }
}
