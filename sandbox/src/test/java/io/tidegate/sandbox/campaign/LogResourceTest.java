package io.tidegate.sandbox.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.sandbox.RunningSandbox;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogResourceTest {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  private static final String EXTENDED = "/campaign/contoso/profileAndServicesExt/";
  private static final String BROAD_LOG = EXTENDED + "broadLogRcp";
  private static final String TRACKING_LOG = EXTENDED + "trackingLogRcp";

  private static JsonObject send(int count) {
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", 300));
    SANDBOX.control(HttpMethod.POST, "/profiles", new JsonObject().put("fromContacts", true));
    return SANDBOX.control(
        HttpMethod.POST,
        "/mailings",
        new JsonObject()
            .put("count", count)
            .put("openShare", 0.5)
            .put("clickShare", 0.2)
            .put("bounceShare", 0.2));
  }

  private static JsonObject get(String path) {
    return SANDBOX.get(path).bodyAsJsonObject();
  }

  /** All rows behind a path, page by page. */
  private static List<JsonObject> all(String path) {
    List<JsonObject> rows = new ArrayList<>();
    JsonObject page = get(path);
    while (true) {
      page.getJsonArray("content").forEach(row -> rows.add((JsonObject) row));
      JsonObject next = page.getJsonObject("next");
      if (next == null) {
        return rows;
      }
      page = get(next.getString("href").substring(SANDBOX.url().length()));
    }
  }

  private static List<JsonObject> events(String type) {
    JsonArray events =
        SANDBOX
            .control(HttpMethod.GET, "/events?limit=100000&type=" + type, null)
            .getJsonArray("events");
    return events.stream().map(JsonObject.class::cast).toList();
  }

  private static Set<Long> numbers(List<JsonObject> rows, String member) {
    return rows.stream().map(row -> row.getLong(member)).collect(Collectors.toSet());
  }

  @Test
  void every_delivery_log_is_read_once_page_by_page() {
    send(120);

    List<JsonObject> rows = all(BROAD_LOG + "?_lineCount=50");

    assertThat(rows).hasSize(120);
    assertThat(numbers(rows, "logId")).isEqualTo(numbers(events("send"), "logId"));
    assertThat(get(BROAD_LOG).getJsonArray("content")).hasSize(25);
    assertThat(get(BROAD_LOG + "/_count").getInteger("count")).isEqualTo(120);
  }

  @Test
  void a_row_has_the_columns_of_the_exported_file_and_is_found_by_its_link() {
    send(100);
    JsonObject bounce = events("bounce").get(0);

    JsonObject row =
        all(BROAD_LOG + "?_lineCount=200").stream()
            .filter(candidate -> candidate.getLong("logId").equals(bounce.getLong("logId")))
            .findFirst()
            .orElseThrow();

    assertThat(row.fieldNames())
        .containsExactly(
            "PKey",
            "href",
            "logId",
            "externalId",
            "campaignId",
            "campaignName",
            "deliveryId",
            "deliveryName",
            "status",
            "failureType",
            "failureReason",
            "eventDate",
            "mirrorPage",
            "lastModified");
    assertThat(row.getString("status")).isEqualTo("failed");
    assertThat(row.getString("failureType")).isEqualTo(bounce.getString("failureType"));
    assertThat(row.getString("externalId")).isEqualTo(bounce.getString("externalId"));
    assertThat(row.getString("lastModified").replace(' ', 'T')).isEqualTo(bounce.getString("at"));
    assertThat(get(row.getString("href").substring(SANDBOX.url().length()))).isEqualTo(row);
  }

  @Test
  void what_was_modified_is_read_in_that_order() {
    send(100);
    String middle = all(BROAD_LOG + "?_lineCount=200").get(50).getString("lastModified");
    String filter = "/byLastModified?from_parameter=2026-01-01&_lineCount=30";

    List<JsonObject> rows = all(BROAD_LOG + filter);

    assertThat(rows).hasSize(100);
    assertThat(rows.stream().map(row -> row.getString("lastModified")).toList()).isSorted();
    long before =
        rows.stream().filter(row -> row.getString("lastModified").compareTo(middle) < 0).count();
    assertThat(all(BROAD_LOG + filter + "&to_parameter=" + middle.replace(" ", "%20")))
        .hasSize((int) before);
    assertThat(
            get(BROAD_LOG + "/byLastModified/_count?from_parameter=" + middle.replace(" ", "%20"))
                .getLong("count"))
        .isEqualTo(100 - before);
  }

  @Test
  void tracking_logs_tell_opens_and_clicks() {
    JsonObject mailing = send(200);

    List<JsonObject> rows = all(TRACKING_LOG + "?_lineCount=1000");

    assertThat(rows.stream().filter(row -> row.getString("type").equals("open")))
        .hasSize(mailing.getInteger("opened"));
    assertThat(rows.stream().filter(row -> row.getString("type").equals("click")))
        .hasSize(mailing.getInteger("clicked"))
        .allSatisfy(row -> assertThat(row.getString("url")).startsWith("https://"));
    assertThat(numbers(rows, "trackingId")).containsAll(numbers(events("click"), "logId"));
  }

  @Test
  void the_logs_are_described_like_any_resource() {
    JsonObject root = get(EXTENDED);
    assertThat(root.fieldNames()).contains("profile", "broadLogRcp", "trackingLogRcp");

    JsonObject described = get(EXTENDED + "resourceType/trackingLogRcp");

    assertThat(described.getJsonObject("content").getJsonObject("url").getString("type"))
        .isEqualTo("string");
    assertThat(described.getJsonObject("content").getJsonObject("eventDate").getString("resType"))
        .isEqualTo("datetime");
    String filters = described.getJsonObject("filters").getString("href");
    assertThat(get(filters.substring(SANDBOX.url().length())).fieldNames())
        .containsExactly("byLastModified");
    assertThat(get(TRACKING_LOG + "/metadata")).isEqualTo(described);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "DELETE"})
  void nothing_in_a_log_can_be_written(String method) {
    HttpResponse<?> answer =
        SANDBOX
            .request(HttpMethod.valueOf(method), BROAD_LOG)
            .sendJsonObject(new JsonObject().put("status", "sent"))
            .await();

    assertThat(answer.statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"broadLogRcp/byEmail", "broadLogRcp/x/_count", "broadLogRcp/metadata/x"})
  void what_a_log_does_not_offer_is_not_found(String path) {
    assertThat(SANDBOX.get(EXTENDED + path).statusCode()).isEqualTo(404);
  }

  @Test
  void only_the_extended_api_has_the_logs() {
    assertThat(SANDBOX.get("/campaign/contoso/profileAndServices/broadLogRcp").statusCode())
        .isEqualTo(404);
  }
}
