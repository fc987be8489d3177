package io.tidegate.acceptance.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A table of Dynamics that is brought to a resource of Campaign. The version of a row is written
 * too: so each write tells what state it is of, and each change of a row is one.
 *
 * @param flow the flow's id
 * @param set the table's entity set
 * @param key its primary key
 * @param name the column that is compared
 * @param lookup the column that refers to the row's parent, null for none
 * @param resource the resource
 * @param targetKey where the key is written
 * @param targetName where the name is written
 * @param mark where the row's version is written
 * @param link what refers to the parent's record, null for none
 * @param parent the flow of the parents, null for none
 */
record Level(
    String flow,
    String entity,
    String set,
    String key,
    String name,
    String lookup,
    String resource,
    String targetKey,
    String targetName,
    String mark,
    String link,
    String parent) {

  static final String VERSION = "versionnumber";

  static final Level CONTACT =
      new Level(
          "contact",
          "contact",
          "contacts",
          "contactid",
          "emailaddress1",
          null,
          "profile",
          "externalId",
          "email",
          "cusVersion",
          null,
          null);

  /** Below contacts: parents first. */
  static final List<Level> LINKED =
      List.of(
          new Level(
              "account",
              "account",
              "accounts",
              "accountid",
              "name",
              null,
              "cusAccount",
              "cusExternalId",
              "cusName",
              "cusEmployees",
              null,
              null),
          new Level(
              "subscription",
              "new_subscription",
              "new_subscriptions",
              "new_subscriptionid",
              "new_name",
              "new_accountid",
              "cusSubscription",
              "cusExternalId",
              "cusName",
              "cusAmount",
              "cusAccount",
              "account"),
          new Level(
              "invoiceline",
              "new_invoiceline",
              "new_invoicelines",
              "new_invoicelineid",
              "new_name",
              "new_subscriptionid",
              "cusInvoiceLine",
              "cusExternalId",
              "cusName",
              "cusQuantity",
              "cusSubscription",
              "subscription"));

  /** The row's version, as an attribute of the mapping. */
  JsonObject version() {
    return attribute(VERSION, mark);
  }

  /** The flow as the ingress document has it. */
  JsonObject document() {
    JsonArray links = new JsonArray();
    if (link != null) {
      links.add(new JsonObject().put("target", link).put("source", lookup).put("flow", parent));
    }
    return new JsonObject()
        .put("id", flow)
        .put("enabled", true)
        .put(
            "mapping",
            new JsonObject()
                .put("entity", entity)
                .put("sourceKey", key)
                .put("resource", resource)
                .put("targetKey", targetKey)
                .put("picklists", "value")
                .put("attributes", new JsonArray().add(attribute(name, targetName)).add(version()))
                .put("links", links))
        .put("lookupFilter", "byExternalId")
        .put("lookupParameter", "externalId_parameter")
        .put("deletions", "delete")
        .put("deleteFilteredOut", false)
        .put("heldDeletionShare", 0.5)
        .put("pageSize", 100)
        .put("pollSeconds", 1)
        .put("parentWaitSeconds", 3_600)
        .put("schemaCheckSeconds", 60);
  }

  private static JsonObject attribute(String source, String target) {
    return new JsonObject().put("source", source).put("target", target).put("applyUpdates", true);
  }
}
