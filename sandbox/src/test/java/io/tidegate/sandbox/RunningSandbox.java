package io.tidegate.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A whole sandbox for a test class, reset before each test, and a client that has signed in. */
public final class RunningSandbox
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  public static final String PROFILES = "/campaign/contoso/profileAndServicesExt/profile";
  public static final String CONTACTS = "/dynamics/api/data/v9.2/contacts";

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private Sandbox sandbox;
  private String campaignToken;
  private String dynamicsToken;

  @Override
  public void beforeAll(ExtensionContext context) {
    sandbox = Sandbox.start(vertx, new SandboxOptions()).await();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    control(HttpMethod.POST, "/reset", null);
    signIn();
    control(HttpMethod.POST, "/counters/reset", null);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    sandbox.close().await();
    vertx.close().await();
  }

  public void signIn() {
    campaignToken =
        client
            .postAbs(sandbox.url() + "/ims/token/v3")
            .sendForm(form("campaign", "openid,AdobeID,campaign_sdk"))
            .await()
            .bodyAsJsonObject()
            .getString("access_token");
    dynamicsToken =
        client
            .postAbs(sandbox.url() + "/entra/contoso-tenant/oauth2/v2.0/token")
            .sendForm(form("dynamics", "https://contoso.crm4.dynamics.com/.default"))
            .await()
            .bodyAsJsonObject()
            .getString("access_token");
  }

  private static MultiMap form(String system, String scope) {
    return MultiMap.caseInsensitiveMultiMap()
        .set("grant_type", "client_credentials")
        .set("client_id", system + "-client")
        .set("client_secret", system + "-secret")
        .set("scope", scope);
  }

  public WebClient client() {
    return client;
  }

  public String url() {
    return sandbox.url();
  }

  /** A request with the token of the system it goes to. */
  public HttpRequest<Buffer> request(HttpMethod method, String path) {
    boolean campaign = path.startsWith("/campaign");
    return client
        .requestAbs(method, sandbox.url() + path)
        .putHeader("Authorization", "Bearer " + (campaign ? campaignToken : dynamicsToken))
        .putHeader("X-Api-Key", "campaign-client");
  }

  public HttpResponse<Buffer> get(String path) {
    return request(HttpMethod.GET, path).send().await();
  }

  public HttpResponse<Buffer> createProfile(String externalId) {
    return request(HttpMethod.POST, PROFILES)
        .sendJsonObject(new JsonObject().put("externalId", externalId))
        .await();
  }

  public int profiles(String externalId) {
    return get(PROFILES + "/byExternalId/_count?externalId_parameter=" + externalId)
        .bodyAsJsonObject()
        .getInteger("count");
  }

  public HttpResponse<Buffer> tryControl(HttpMethod method, String path, JsonObject body) {
    HttpRequest<Buffer> request = client.requestAbs(method, sandbox.url() + "/control" + path);
    return (body == null ? request.send() : request.sendJsonObject(body)).await();
  }

  /** The answer of a control that must succeed; empty when it has no body. */
  public JsonObject control(HttpMethod method, String path, JsonObject body) {
    HttpResponse<Buffer> response = tryControl(method, path, body);
    if (response.statusCode() >= 300) {
      throw new AssertionError(response.statusCode() + " " + response.bodyAsString());
    }
    return response.body() == null ? new JsonObject() : response.bodyAsJsonObject();
  }

  public JsonObject counters(String api) {
    return control(HttpMethod.GET, "/counters", null).getJsonObject(api);
  }

  public void fault(JsonObject fault) {
    control(HttpMethod.POST, "/faults", fault);
  }
}
