package io.tidegate.sandbox.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The definition of the profile resource, immutable: a change makes another one. Names and lengths
 * follow the vendor's data model of {@code nms:recipient}; those of the postal address are not
 * documented and follow what the user interface shows. Ordinals are not used twice.
 */
final class ProfileSchema {
  static final String BY_EXTERNAL_ID = "byExternalId";
  static final String BY_LAST_MODIFIED = "byLastModified";

  static final int EMAIL = 0;
  static final int EXTERNAL_ID = 1;
  static final int FIRST_NAME = 2;
  static final int LAST_NAME = 3;
  static final int BIRTH_DATE = 4;

  private final Map<String, Field> fields;
  private final Set<String> customFilters;
  private final int width;

  private ProfileSchema(Map<String, Field> fields, Set<String> customFilters, int width) {
    this.fields = fields;
    this.customFilters = customFilters;
    this.width = width;
  }

  /** The built-in fields, and the filters a customer would publish for a synchronisation. */
  static ProfileSchema standard() {
    Builder builder = new Builder();
    builder.text("email", "Email", 128, DataPolicy.EMAIL);
    builder.text("externalId", "External ID", 100, DataPolicy.NONE);
    builder.text("firstName", "First name", 30, DataPolicy.SMART_CASE);
    builder.text("lastName", "Last name", 50, DataPolicy.SMART_CASE);
    builder.plain("birthDate", "Birth date", FieldType.DATE);
    builder.enumeration("gender", "Gender", "unknown", "male", "female");
    builder.text("mobilePhone", "Mobile", 32, DataPolicy.NONE);
    builder.text("phone", "Phone", 32, DataPolicy.NONE);
    builder.item("postalAddress", "line1", "Line 1", 255);
    builder.item("postalAddress", "line2", "Line 2", 255);
    builder.item("postalAddress", "line3", "Line 3", 255);
    builder.item("postalAddress", "line4", "Line 4", 255);
    builder.item("postalAddress", "zipCode", "Zip/Postcode", 15);
    builder.item("postalAddress", "city", "City", 50);
    builder.item("postalAddress", "stateCode", "State code", 50);
    builder.item("postalAddress", "countryCode", "Country code", 50);
    builder.text("middleName", "Middle name", 30, DataPolicy.SMART_CASE);
    builder.text("salutation", "Title", 20, DataPolicy.NONE);
    builder.text("fax", "Fax", 32, DataPolicy.NONE);
    builder.enumeration("emailFormat", "Email format", "unknown", "text", "html");
    builder.text("timeZone", "Time zone", 60, DataPolicy.NONE);
    builder.text("preferredLanguage", "Preferred language", 10, DataPolicy.NONE);
    builder.plain("isExternal", "External", FieldType.BOOLEAN);
    builder.plain("blackList", "No longer contact by any channel", FieldType.BOOLEAN);
    builder.plain("blackListEmail", "No longer contact by email", FieldType.BOOLEAN);
    builder.plain("blackListFax", "No longer contact by fax", FieldType.BOOLEAN);
    builder.plain("blackListMobile", "No longer contact by SMS", FieldType.BOOLEAN);
    builder.plain("blackListPhone", "No longer contact by phone", FieldType.BOOLEAN);
    builder.plain("blackListPostalMail", "No longer contact by direct mail", FieldType.BOOLEAN);
    builder.plain("blackListPushnotification", "No longer contact by push", FieldType.BOOLEAN);
    builder.plain("ccpaOptOut", "CCPA opt-out", FieldType.BOOLEAN);
    builder.computed("age", "Age", FieldType.NUMBER);
    builder.computed("created", "Created", FieldType.DATETIME);
    builder.computed("cryptedId", "Encrypted identifier", FieldType.STRING);
    builder.computed("domain", "Email domain", FieldType.STRING);
    builder.computed("lastModified", "Last modified", FieldType.DATETIME);
    builder.computed("thumbnail", "Thumbnail", FieldType.STRING);
    builder.computed("title", "Title", FieldType.STRING);
    return builder.build();
  }

  Collection<Field> fields() {
    return fields.values();
  }

  /** A field by its path. */
  Optional<Field> field(String path) {
    return Optional.ofNullable(fields.get(path));
  }

  /** Whether some fields are parts of an item of this name. */
  boolean isItem(String name) {
    return fields.values().stream().anyMatch(field -> field.item().equals(name));
  }

  /** Filters that the customer published; they exist in the extended API only. */
  Set<String> customFilters() {
    return customFilters;
  }

  int width() {
    return width;
  }

  ProfileSchema without(Field dropped) {
    Map<String, Field> left = new LinkedHashMap<>(fields);
    left.remove(dropped.path());
    return new ProfileSchema(left, customFilters, width);
  }

  ProfileSchema with(Field added) {
    Map<String, Field> more = new LinkedHashMap<>(fields);
    more.put(added.path(), added.at(width));
    return new ProfileSchema(more, customFilters, width + 1);
  }

  ProfileSchema withoutFilter(String filter) {
    Set<String> left = new TreeSet<>(customFilters);
    left.remove(filter);
    return new ProfileSchema(fields, left, width);
  }

  private static final class Builder {
    private final List<Field> fields = new ArrayList<>();
    private int next;

    void text(String name, String label, int maxLength, DataPolicy policy) {
      add("", name, label, FieldType.STRING, maxLength, policy, List.of());
    }

    void item(String item, String name, String label, int maxLength) {
      add(item, name, label, FieldType.STRING, maxLength, DataPolicy.NONE, List.of());
    }

    void plain(String name, String label, FieldType type) {
      add("", name, label, type, 0, DataPolicy.NONE, List.of());
    }

    void enumeration(String name, String label, String... values) {
      add("", name, label, FieldType.ENUMERATION, 0, DataPolicy.NONE, List.of(values));
    }

    void computed(String name, String label, FieldType type) {
      fields.add(new Field("", name, label, type, 0, DataPolicy.NONE, List.of(), true, false, -1));
    }

    private void add(
        String item,
        String name,
        String label,
        FieldType type,
        int maxLength,
        DataPolicy policy,
        List<String> values) {
      fields.add(
          new Field(item, name, label, type, maxLength, policy, values, false, false, next++));
    }

    ProfileSchema build() {
      Map<String, Field> byPath = new LinkedHashMap<>();
      fields.forEach(field -> byPath.put(field.path(), field));
      Set<String> filters = new TreeSet<>(Set.of(BY_EXTERNAL_ID, BY_LAST_MODIFIED));
      return new ProfileSchema(byPath, filters, next);
    }
  }
}
