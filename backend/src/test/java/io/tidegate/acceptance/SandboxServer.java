package io.tidegate.acceptance;

import io.tidegate.sandbox.Sandbox;
import io.tidegate.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The sandbox, and what a test says to it and reads from it, over HTTP only. */
public final class SandboxServer implements AutoCloseable {
  private static final int PAGE = 5_000;

  private final Vertx vertx;
  private final Sandbox sandbox;

  private SandboxServer(Vertx vertx, Sandbox sandbox) {
    this.vertx = vertx;
    this.sandbox = sandbox;
  }

  /** Without the vendors' limits. */
  public static SandboxServer start() {
    return start(new SandboxOptions().withUnlimited(true));
  }

  static SandboxServer start(SandboxOptions options) {
    Vertx vertx = Vertx.vertx();
    return new SandboxServer(vertx, await(Sandbox.start(vertx, options)));
  }

  /** People in Dynamics, and the profile of each in Campaign. */
  void peopleWithProfiles(int count) {
    people(count);
    control("POST", "/profiles", new JsonObject().put("fromContacts", true));
  }

  public String url() {
    return sandbox.url();
  }

  public JsonObject control(String method, String path, JsonObject body) {
    Http.Answer answer = Http.send(method, url() + "/control" + path, body);
    if (answer.status() >= 300 || answer.status() == 0) {
      throw new AssertionError(method + " " + path + " answered " + answer);
    }
    return answer.body().isBlank() ? new JsonObject() : answer.json();
  }

  public void people(int count) {
    control("POST", "/people", new JsonObject().put("count", count).put("seed", 42));
  }

  JsonObject changes(int changed, int deleted, int created) {
    return control(
        "POST",
        "/changes",
        new JsonObject()
            .put("count", changed)
            .put("deletes", deleted)
            .put("creates", created)
            .put("seed", 7));
  }

  public String fault(JsonObject fault) {
    return control("POST", "/faults", fault).getString("id");
  }

  public void noFaults() {
    control("DELETE", "/faults", null);
  }

  JsonObject counters(String api) {
    return control("GET", "/counters", null).getJsonObject(api);
  }

  /** How many writes Campaign has carried out, of each kind and in all. */
  long campaignWrites() {
    JsonObject counters = counters("campaign");
    return counters.getLong("creates") + counters.getLong("updates") + counters.getLong("deletes");
  }

  /** Every contact by id, read through the Dynamics API. */
  Map<String, JsonObject> contacts(String select) {
    Map<String, JsonObject> contacts = new HashMap<>();
    rows("contacts", select)
        .forEach(contact -> contacts.put(contact.getString("contactid"), contact));
    return contacts;
  }

  /** Every row of a table, read through the Dynamics API. */
  public List<JsonObject> rows(String entitySet, String select) {
    String token =
        Http.token(
            url() + "/entra/contoso-tenant/oauth2/v2.0/token",
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "dynamics-client",
                "client_secret", "dynamics-secret",
                "scope", url() + "/.default"));
    Map<String, String> headers =
        Map.of(
            "Authorization", "Bearer " + token,
            "Accept", "application/json",
            "Prefer", "odata.maxpagesize=" + PAGE);
    List<JsonObject> rows = new ArrayList<>();
    String next = url() + "/dynamics/api/data/v9.2/" + entitySet + "?$select=" + select;
    while (next != null) {
      JsonObject page = Http.get(next.replace("$", "%24"), headers).json();
      rows.addAll(objects(page.getJsonArray("value")));
      next = page.getString("@odata.nextLink");
    }
    return rows;
  }

  /** What a control that is read page by page has, all of it. */
  public List<JsonObject> all(String path, String member) {
    List<JsonObject> all = new ArrayList<>();
    long after = 0;
    while (true) {
      String separator = path.contains("?") ? "&" : "?";
      JsonObject page = control("GET", path + separator + "limit=10000&after=" + after, null);
      List<JsonObject> items = objects(page.getJsonArray(member));
      if (items.isEmpty()) {
        return all;
      }
      all.addAll(items);
      after = page.getLong("next");
    }
  }

  /** The settings of a service that reads this sandbox's SFTP server. */
  public Map<String, String> sftpSettings() {
    JsonObject sftp = control("GET", "/sftp", null);
    return Map.of(
        "TIDEGATE_CAMPAIGN_SFTP_HOST", sftp.getString("host"),
        "TIDEGATE_CAMPAIGN_SFTP_PORT", sftp.getInteger("port").toString(),
        "TIDEGATE_CAMPAIGN_SFTP_USER", sftp.getString("user"),
        "TIDEGATE_CAMPAIGN_SFTP_PASSWORD", sftp.getString("password"),
        "TIDEGATE_CAMPAIGN_SFTP_HOST_KEY", sftp.getString("hostKey"));
  }

  /** Every profile, read through the Campaign API. */
  List<JsonObject> profiles() {
    return records("profile");
  }

  /** Every record of a resource, read through the Campaign API. */
  public List<JsonObject> records(String resource) {
    String token =
        Http.token(
            url() + "/ims/token/v3",
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "campaign-client",
                "client_secret", "campaign-secret",
                "scope", "openid,AdobeID,campaign_sdk"));
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + token, "X-Api-Key", "campaign-client");
    List<JsonObject> profiles = new ArrayList<>();
    String next =
        url()
            + "/campaign/contoso/profileAndServicesExt/"
            + resource
            + "?_lineCount=1000&_forcePagination=true";
    while (next != null) {
      JsonObject page = Http.get(next, headers).json();
      profiles.addAll(objects(page.getJsonArray("content")));
      JsonObject link = page.getJsonObject("next");
      next = link == null ? null : link.getString("href");
    }
    return profiles;
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  @Override
  public void close() {
    await(sandbox.close());
    await(vertx.close());
  }

  private static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError("The sandbox did not answer within a minute", late);
    }
  }
}
