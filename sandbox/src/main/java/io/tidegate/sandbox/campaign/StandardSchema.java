package io.tidegate.sandbox.campaign;

import static io.tidegate.sandbox.campaign.Field.Access.BUILT_IN;
import static io.tidegate.sandbox.campaign.Field.Access.COMPUTED;
import static io.tidegate.sandbox.campaign.Field.Access.CUSTOM;

import io.tidegate.sandbox.campaign.Field.Access;
import io.tidegate.sandbox.campaign.Field.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The resources a new instance has: the profile, whose names and lengths follow the vendor's data
 * model of {@code nms:recipient} (those of the postal address are not documented and follow what
 * the user interface shows), and what a customer made: accounts, to which profiles and
 * subscriptions belong, and the lines of their invoices.
 */
final class StandardSchema {
  /** Ordinals of the profile's first fields. */
  static final int EMAIL = 0;

  static final int EXTERNAL_ID = 1;

  static final String PROFILE = "profile";
  static final String ACCOUNT = "cusAccount";
  static final String SUBSCRIPTION = "cusSubscription";
  static final String INVOICE_LINE = "cusInvoiceLine";

  private static final String CUSTOM_KEY = "cusExternalId";

  private StandardSchema() {}

  static List<Schema> resources() {
    return List.of(profile(), account(), subscription(), invoiceLine());
  }

  static Schema profile() {
    Builder builder = new Builder(BUILT_IN);
    builder.add(builder.text("email", "Email", 128, DataPolicy.EMAIL).findable());
    builder.add(builder.text("externalId", "External ID", 100, DataPolicy.NONE).findable());
    builder.add(builder.text("firstName", "First name", 30, DataPolicy.SMART_CASE));
    builder.add(builder.text("lastName", "Last name", 50, DataPolicy.SMART_CASE));
    builder.plain("birthDate", "Birth date", FieldType.DATE);
    builder.enumeration(
        "gender", "Gender", "unknown", "Unknown", "male", "Male", "female", "Female");
    builder.text(32, "mobilePhone", "Mobile", "phone", "Phone");
    builder.item("postalAddress", "line1", "Line 1", 255);
    builder.item("postalAddress", "line2", "Line 2", 255);
    builder.item("postalAddress", "line3", "Line 3", 255);
    builder.item("postalAddress", "line4", "Line 4", 255);
    builder.item("postalAddress", "zipCode", "Zip/Postcode", 15);
    builder.item("postalAddress", "city", "City", 50);
    builder.item("postalAddress", "stateCode", "State code", 50);
    builder.item("postalAddress", "countryCode", "Country code", 50);
    builder.add(builder.text("middleName", "Middle name", 30, DataPolicy.SMART_CASE));
    builder.text(20, "salutation", "Title");
    builder.text(32, "fax", "Fax");
    builder.enumeration(
        "emailFormat", "Email format", "unknown", "Unknown", "text", "Text", "html", "HTML");
    builder.text(60, "timeZone", "Time zone");
    builder.text(10, "preferredLanguage", "Preferred language");
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
    builder.add(builder.link(ACCOUNT, "Account", ACCOUNT, CUSTOM));
    return Schema.of(
        new Schema.Header(
            0,
            PROFILE,
            "Profiles",
            "Identified profiles",
            "nms:recipient",
            false,
            "externalId",
            List.of("lastName", "firstName", "email")),
        builder.fields,
        List.of(
            NamedFilter.same("byEmail", "email", "email", false),
            new NamedFilter("byText", NamedFilter.Kind.TEXT, "", "text", false),
            NamedFilter.same("byExternalId", "externalId", "externalId", true),
            NamedFilter.byLastModified()),
        collections());
  }

  private static Schema account() {
    Builder builder = new Builder(CUSTOM);
    builder.text(160, "cusName", "Account name", "cusCity", "City", "cusCountry", "Country");
    builder.text(50, "cusNumber", "Account number", "cusPhone", "Phone");
    builder.add(builder.text("cusEmail", "Email", 128, DataPolicy.EMAIL));
    builder.plain("cusEmployees", "Number of employees", FieldType.NUMBER);
    builder.plain("cusRevenue", "Annual revenue", FieldType.DOUBLE);
    builder.plain("cusNoBulkEmail", "No bulk email", FieldType.BOOLEAN);
    builder.enumeration(
        "cusIndustry",
        "Industry",
        "none",
        "No industry",
        "retail",
        "Retail",
        "finance",
        "Finance",
        "manufacturing",
        "Manufacturing",
        "health",
        "Health care");
    return custom(1, ACCOUNT, "Accounts", builder);
  }

  private static Schema subscription() {
    Builder builder = new Builder(CUSTOM);
    builder.text(100, "cusName", "Subscription name");
    builder.text(20, "cusNumber", "Subscription number");
    builder.text(255, "cusChannels", "Channels");
    builder.plain("cusAmount", "Monthly amount", FieldType.DOUBLE);
    builder.plain("cusStartDate", "Start date", FieldType.DATE);
    builder.plain("cusRenewsOn", "Renews on", FieldType.DATETIME);
    builder.plain("cusAutoRenew", "Renews by itself", FieldType.BOOLEAN);
    builder.enumeration(
        "cusPlan",
        "Plan",
        "none",
        "No plan",
        "basic",
        "Basic",
        "standard",
        "Standard",
        "premium",
        "Premium");
    builder.enumeration("cusStatus", "Status", "active", "Active", "inactive", "Inactive");
    builder.add(builder.link(ACCOUNT, "Account", ACCOUNT, CUSTOM));
    return custom(2, SUBSCRIPTION, "Subscriptions", builder);
  }

  private static Schema invoiceLine() {
    Builder builder = new Builder(CUSTOM);
    builder.text(100, "cusName", "Description");
    builder.plain("cusQuantity", "Quantity", FieldType.NUMBER);
    builder.plain("cusAmount", "Amount", FieldType.DOUBLE);
    builder.plain("cusInvoiceDate", "Invoice date", FieldType.DATE);
    builder.plain("cusPaid", "Paid", FieldType.BOOLEAN);
    builder.enumeration(
        "cusCategory",
        "Category",
        "none",
        "No category",
        "fee",
        "Fee",
        "usage",
        "Usage",
        "discount",
        "Discount");
    builder.add(builder.link(SUBSCRIPTION, "Subscription", SUBSCRIPTION, CUSTOM));
    return custom(3, INVOICE_LINE, "Invoice lines", builder);
  }

  private static Schema custom(int number, String name, String label, Builder builder) {
    builder.fields.add(0, builder.text(CUSTOM_KEY, "External ID", 100, DataPolicy.NONE).findable());
    builder.computed("created", "Created", FieldType.DATETIME);
    builder.computed("lastModified", "Last modified", FieldType.DATETIME);
    builder.computed("title", "Title", FieldType.STRING);
    return Schema.of(
        new Schema.Header(
            number,
            name,
            label,
            label,
            "cus:" + name,
            true,
            CUSTOM_KEY,
            List.of("cusName", CUSTOM_KEY)),
        builder.fields,
        List.of(
            NamedFilter.same("byExternalId", CUSTOM_KEY, "externalId", true),
            NamedFilter.byLastModified()),
        Map.of());
  }

  /** They lead to nothing: nothing here sends a delivery to a subscriber. */
  private static Map<String, String> collections() {
    Map<String, String> targets = new LinkedHashMap<>();
    targets.put("subscriptions", "subscriptionRcp");
    targets.put("subHisto", "subHistoRcp");
    targets.put("logs", "broadLogRcp");
    targets.put("tracking", "trackingLogRcp");
    targets.put("excludeLogs", "excludeLogRcp");
    targets.put("appSubscription", "appSubscriptionRcp");
    targets.put("places", "places");
    return targets;
  }

  /** Writes down fields that have the same access. */
  private static final class Builder {
    private final Access access;
    private final List<Field> fields = new ArrayList<>();

    Builder(Access access) {
      this.access = access;
    }

    void add(Field field) {
      fields.add(field);
    }

    Field text(String name, String label, int maxLength, DataPolicy policy) {
      return Field.of(name, label, FieldType.STRING, access).text(maxLength, policy);
    }

    /** Texts of one length; each a name and a label. */
    void text(int maxLength, String... namesAndLabels) {
      for (Value pair : pairs(namesAndLabels)) {
        add(text(pair.name(), pair.label(), maxLength, DataPolicy.NONE));
      }
    }

    void item(String item, String name, String label, int maxLength) {
      add(text(name, label, maxLength, DataPolicy.NONE).in(item));
    }

    void plain(String name, String label, FieldType type) {
      add(Field.of(name, label, type, access));
    }

    /** A choice; each value a name and a label. */
    void enumeration(String name, String label, String... namesAndLabels) {
      add(Field.of(name, label, FieldType.ENUMERATION, access).of(pairs(namesAndLabels)));
    }

    Field link(String name, String label, String target, Access linkAccess) {
      return Field.of(name, label, FieldType.LINK, linkAccess)
          .leadingTo(new Field.Link(target, Integrity.DEFINE))
          .findable();
    }

    void computed(String name, String label, FieldType type) {
      add(Field.of(name, label, type, COMPUTED));
    }

    private static List<Value> pairs(String... namesAndLabels) {
      List<Value> pairs = new ArrayList<>();
      for (int i = 0; i < namesAndLabels.length; i += 2) {
        pairs.add(new Value(namesAndLabels[i], namesAndLabels[i + 1]));
      }
      return pairs;
    }
  }
}
