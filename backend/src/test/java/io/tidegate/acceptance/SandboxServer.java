package io.tidegate.acceptance;

import io.tidegate.sandbox.Sandbox;
import io.tidegate.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The sandbox, and what a test says to it and reads from it, over HTTP only. */
final class SandboxServer implements AutoCloseable {
  private static final int PAGE = 5_000;

  private final Vertx vertx;
  private final Sandbox sandbox;

  private SandboxServer(Vertx vertx, Sandbox sandbox) {
    this.vertx = vertx;
    this.sandbox = sandbox;
  }

  static SandboxServer start() {
    Vertx vertx = Vertx.vertx();
    return new SandboxServer(
        vertx, await(Sandbox.start(vertx, new SandboxOptions().withUnlimited(true))));
  }

  String url() {
    return sandbox.url();
  }

  JsonObject control(String method, String path, JsonObject body) {
    Http.Answer answer = Http.send(method, url() + "/control" + path, body);
    if (answer.status() >= 300 || answer.status() == 0) {
      throw new AssertionError(method + " " + path + " answered " + answer);
    }
    return answer.body().isBlank() ? new JsonObject() : answer.json();
  }

  void people(int count) {
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

  String fault(JsonObject fault) {
    return control("POST", "/faults", fault).getString("id");
  }

  void noFaults() {
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
    Map<String, JsonObject> contacts = new HashMap<>();
    String next = url() + "/dynamics/api/data/v9.2/contacts?$select=" + select;
    while (next != null) {
      JsonObject page = Http.get(next.replace("$", "%24"), headers).json();
      objects(page.getJsonArray("value"))
          .forEach(contact -> contacts.put(contact.getString("contactid"), contact));
      next = page.getString("@odata.nextLink");
    }
    return contacts;
  }

  /** Every profile, read through the Campaign API. */
  List<JsonObject> profiles() {
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
    List<JsonObject> profiles = new java.util.ArrayList<>();
    String next =
        url()
            + "/campaign/contoso/profileAndServicesExt/profile?_lineCount=1000&_forcePagination=true";
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
