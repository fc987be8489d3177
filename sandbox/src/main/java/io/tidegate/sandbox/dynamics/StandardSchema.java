package io.tidegate.sandbox.dynamics;

import static io.tidegate.sandbox.dynamics.ColumnType.BOOLEAN;
import static io.tidegate.sandbox.dynamics.ColumnType.DATE;
import static io.tidegate.sandbox.dynamics.ColumnType.DATETIME;
import static io.tidegate.sandbox.dynamics.ColumnType.DECIMAL;
import static io.tidegate.sandbox.dynamics.ColumnType.INTEGER;
import static io.tidegate.sandbox.dynamics.ColumnType.MONEY;
import static io.tidegate.sandbox.dynamics.ColumnType.MULTI_SELECT;
import static io.tidegate.sandbox.dynamics.ColumnType.PICKLIST;

import java.util.List;

/**
 * The tables a new sandbox has: contact and account with the columns a marketing sync looks at, a
 * customer's own tables of subscriptions and invoice lines that hang on accounts, the four activity
 * tables of Adobe's AppSource solution, and what little of the organisation and its users clients
 * ask for. Lengths and choices are those of the vendor's table reference; the names of the
 * activities' own columns are partly by analogy, so clients should read the metadata.
 */
final class StandardSchema {
  private StandardSchema() {}

  static List<EntityType> tables() {
    return List.of(
        contact(),
        account(),
        subscription(),
        invoiceLine(),
        activity("adobe_emailsend", "adobe_senton"),
        activity("adobe_emailopen", "adobe_openedon"),
        activity("adobe_emailclick", "adobe_clickedon"),
        activity("adobe_emailbounce", "adobe_bouncedon"),
        organization(),
        systemUser());
  }

  private static EntityType contact() {
    return address(
            new TableBuilder("contact", "contacts", "contactid", "fullname")
                .text(50, "firstname", "middlename", "lastname")
                .computedText("fullname", 160)
                .text(100, "salutation", "jobtitle", "department")
                .text(10, "suffix")
                .text(100, "emailaddress1", "emailaddress2", "emailaddress3")
                .text(50, "mobilephone", "telephone1", "telephone2", "fax")
                .plain(DATE, "birthdate")
                .choice("gendercode", PICKLIST, "Male", "Female")
                .choice(
                    "preferredcontactmethodcode", PICKLIST, "Any", "Email", "Phone", "Fax", "Mail"))
        .plain(
            BOOLEAN,
            "donotemail",
            "donotbulkemail",
            "donotphone",
            "donotfax",
            "donotpostalmail",
            "donotbulkpostalmail",
            "donotsendmm",
            "followemail",
            "msdyn_gdproptout",
            "new_donotsms",
            "new_donotpush")
        .memo("description", 2000)
        .customer("parentcustomerid")
        .text(100, "new_externalid")
        .state(0, "Active", "Inactive")
        .status("Active", "Inactive")
        .systemColumns()
        .required("lastname")
        .key("new_externalid_key", "new_externalid")
        .build();
  }

  private static EntityType account() {
    return address(
            new TableBuilder("account", "accounts", "accountid", "name")
                .text(160, "name")
                .text(20, "accountnumber")
                .text(100, "emailaddress1")
                .text(50, "telephone1", "fax")
                .text(200, "websiteurl")
                .plain(INTEGER, "numberofemployees")
                .plain(MONEY, "revenue")
                .choice(
                    "industrycode", PICKLIST, "Retail", "Finance", "Manufacturing", "Health Care"))
        .plain(BOOLEAN, "donotemail", "donotbulkemail", "donotphone", "donotpostalmail")
        .memo("description", 2000)
        .lookup("primarycontactid", "contact")
        .state(0, "Active", "Inactive")
        .status("Active", "Inactive")
        .systemColumns()
        .required("name")
        .key("accountnumber_key", "accountnumber")
        .build();
  }

  private static EntityType subscription() {
    return new TableBuilder(
            "new_subscription", "new_subscriptions", "new_subscriptionid", "new_name")
        .text(100, "new_name")
        .text(20, "new_number")
        .parent("new_accountid", "account")
        .customChoice("new_plan", PICKLIST, "Basic", "Standard", "Premium")
        .customChoice("new_channels", MULTI_SELECT, "Web", "Mobile", "Print", "Partner")
        .plain(MONEY, "new_amount")
        .plain(DECIMAL, "new_discount")
        .plain(DATE, "new_startdate")
        .plain(DATETIME, "new_renewson")
        .plain(BOOLEAN, "new_autorenew")
        .memo("new_notes", 2000)
        .state(0, "Active", "Inactive")
        .status("Active", "Inactive")
        .systemColumns()
        .required("new_name")
        .key("new_number_key", "new_number")
        .build();
  }

  private static EntityType invoiceLine() {
    return new TableBuilder("new_invoiceline", "new_invoicelines", "new_invoicelineid", "new_name")
        .text(100, "new_name")
        .parent("new_subscriptionid", "new_subscription")
        .customChoice("new_category", PICKLIST, "Fee", "Usage", "Discount")
        .plain(INTEGER, "new_quantity")
        .plain(MONEY, "new_amount")
        .plain(DATE, "new_invoicedate")
        .plain(BOOLEAN, "new_paid")
        .state(0, "Active", "Inactive")
        .status("Active", "Inactive")
        .systemColumns()
        .required("new_name")
        .build();
  }

  private static TableBuilder address(TableBuilder table) {
    return table
        .text(250, "address1_line1", "address1_line2", "address1_line3")
        .text(80, "address1_city", "address1_country")
        .text(20, "address1_postalcode")
        .text(50, "address1_stateorprovince");
  }

  private static EntityType activity(String name, String happenedOn) {
    return new TableBuilder(name, name + "s", "activityid", "subject")
        .activity()
        .text(200, "subject")
        .memo("description", 2000)
        .regarding("contact", "account")
        .plain(DATETIME, "scheduledend", "actualend", happenedOn)
        .text(200, "adobe_campaignname", "adobe_deliveryname")
        .text(500, "adobe_mirrorpageurl")
        .text(2000, "adobe_trackingurl")
        .text(100, "adobe_eventid")
        .state(0, "Open", "Completed", "Canceled")
        .status("Open", "Completed", "Canceled")
        .systemColumns()
        .key("adobe_eventid_key", "adobe_eventid")
        .build();
  }

  private static EntityType organization() {
    return new TableBuilder("organization", "organizations", "organizationid", "name")
        .untracked()
        .text(160, "name")
        .plain(INTEGER, "expirechangetrackingindays")
        .build();
  }

  private static EntityType systemUser() {
    return new TableBuilder("systemuser", "systemusers", "systemuserid", "fullname")
        .untracked()
        .text(200, "fullname")
        .text(100, "domainname")
        .plain(BOOLEAN, "isdisabled")
        .build();
  }
}
