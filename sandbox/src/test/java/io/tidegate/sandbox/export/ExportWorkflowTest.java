package io.tidegate.sandbox.export;

import static io.tidegate.sandbox.RunningSandbox.PROFILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.RunningSandbox;
import io.tidegate.sandbox.sftp.SftpConnection;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportWorkflowTest {
  @RegisterExtension static final RunningSandbox SANDBOX = new RunningSandbox();

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  @BeforeEach
  void profiles() {
    SANDBOX.control(HttpMethod.POST, "/people", new JsonObject().put("count", 500));
    SANDBOX.control(HttpMethod.POST, "/profiles", new JsonObject().put("fromContacts", true));
  }

  private static JsonObject send(int count) {
    return SANDBOX.control(
        HttpMethod.POST,
        "/mailings",
        new JsonObject()
            .put("count", count)
            .put("openShare", 0.5)
            .put("clickShare", 0.3)
            .put("bounceShare", 0.1));
  }

  private static List<JsonObject> export(JsonObject what) {
    return objects(SANDBOX.control(HttpMethod.POST, "/exports", what).getJsonArray("files"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static List<JsonObject> files() {
    return objects(SANDBOX.control(HttpMethod.GET, "/sftp/files", null).getJsonArray("files"));
  }

  private static String text(String path) throws IOException {
    try (SftpConnection connection =
        SftpConnection.byPassword(SANDBOX.control(HttpMethod.GET, "/sftp", null))) {
      return connection.read(path);
    }
  }

  private static String path(List<JsonObject> files, String name) {
    return files.stream()
        .map(file -> file.getString("path"))
        .filter(path -> path.startsWith("/d365_loads/exports/" + name + "_"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_delivery_log_is_a_row_of_the_file() throws IOException {
    JsonObject mailing = send(200);
    List<JsonObject> files = export(new JsonObject());

    assertThat(files).hasSize(2);
    assertThat(files.get(0).getString("path"))
        .matches("/d365_loads/exports/broadlog_\\d{8}_\\d{6}_1\\.csv");
    assertThat(files.get(0).getLong("rows")).isEqualTo(200);
    String text = text(files.get(0).getString("path"));
    assertThat(text).doesNotContain("\r").endsWith("\n");
    List<String> lines = text.lines().toList();
    assertThat(lines).hasSize(201);
    assertThat(lines.get(0))
        .isEqualTo(
            "logId,externalId,campaignId,campaignName,deliveryId,deliveryName,status,failureType,"
                + "failureReason,eventDate,mirrorPage,lastModified");
    assertThat(lines.stream().filter(line -> line.contains(",failed,")).count())
        .isEqualTo(mailing.getLong("bounced"));
    JsonObject event =
        objects(
                SANDBOX
                    .control(HttpMethod.GET, "/events?type=send&limit=1", null)
                    .getJsonArray("events"))
            .get(0);
    String line =
        lines.stream()
            .filter(row -> row.startsWith(event.getLong("logId") + ","))
            .findFirst()
            .orElseThrow();
    assertThat(line)
        .matches(
            event.getLong("logId")
                + ","
                + event.getString("externalId")
                + ","
                + event.getString("campaignId")
                + ",[^,]+,"
                + event.getString("deliveryId")
                + ",[^,]+,(sent,,|failed,.+),"
                + TIME
                + ",\\Q"
                + event.getString("mirrorPage")
                + "\\E,"
                + TIME);
  }

  @Test
  void a_tracking_log_is_a_row_of_the_other_file() throws IOException {
    JsonObject mailing = send(200);
    List<JsonObject> files = export(new JsonObject());

    List<String> lines = text(path(files, "trackinglog")).lines().toList();

    assertThat(lines.get(0))
        .isEqualTo(
            "trackingId,logId,externalId,campaignId,campaignName,deliveryId,deliveryName,type,url,"
                + "eventDate,lastModified");
    assertThat(lines.stream().filter(line -> line.contains(",open,,")).count())
        .isEqualTo(mailing.getLong("opened"));
    assertThat(lines.stream().filter(line -> line.contains(",click,https://")).count())
        .isEqualTo(mailing.getLong("clicked"));
  }

  @Test
  void names_with_commas_and_quotes_are_quoted() throws IOException {
    for (int i = 0; i < 6; i++) {
      send(1);
    }

    String text = text(path(export(new JsonObject()), "broadlog"));

    assertThat(text)
        .contains(",\"Last call, \"\"really\"\" 3\",")
        .contains(",\"Soldes d’été, jusqu’à -30 % 2\",")
        .contains(",\"\"\"Early bird\"\" preview 3\",")
        .contains(",Zimowa wyprzedaż 4,");
  }

  @Test
  void an_export_has_what_was_modified_since_the_one_before() throws IOException {
    send(100);
    List<JsonObject> first = export(new JsonObject());
    assertThat(export(new JsonObject())).isEmpty();
    send(30);
    List<JsonObject> second = export(new JsonObject());

    assertThat(path(second, "broadlog")).isNotEqualTo(path(first, "broadlog"));
    assertThat(second.get(0).getLong("rows")).isEqualTo(30);
    assertThat(text(path(second, "broadlog"))).contains(",DM1002,").doesNotContain(",DM1001,");
  }

  @Test
  void a_row_that_fails_after_it_was_exported_is_exported_again() throws IOException {
    SANDBOX.control(
        HttpMethod.POST,
        "/mailings",
        new JsonObject().put("count", 200).put("bounceShare", 1).put("overSeconds", 2));
    Set<String> sent = new HashSet<>();
    Set<String> failed = new HashSet<>();

    await()
        .until(
            () -> {
              for (JsonObject file : export(new JsonObject())) {
                text(file.getString("path"))
                    .lines()
                    .skip(1)
                    .forEach(
                        row ->
                            (row.contains(",sent,") ? sent : failed)
                                .add(row.substring(0, row.indexOf(','))));
              }
              return failed.size() == 200;
            });

    sent.retainAll(failed);
    assertThat(sent.size()).isGreaterThan(50);
  }

  @Test
  void many_rows_are_spread_over_files() {
    send(250);

    List<JsonObject> files = export(new JsonObject().put("rowsPerFile", 100));

    assertThat(
            files.stream()
                .filter(file -> file.getString("path").contains("broadlog"))
                .map(file -> file.getLong("rows")))
        .containsExactly(100L, 100L, 50L);
    assertThat(files.stream().map(file -> file.getString("path"))).doesNotHaveDuplicates();
  }

  @Test
  void whoever_was_modified_is_exported_with_all_opt_outs() throws IOException {
    List<JsonObject> files = export(new JsonObject().put("logs", false).put("optOuts", true));
    assertThat(files).hasSize(1);
    assertThat(files.get(0).getLong("rows")).isEqualTo(500);
    SANDBOX.createProfile("p1");
    JsonObject profile =
        SANDBOX
            .get(PROFILES + "/byExternalId?externalId_parameter=p1")
            .bodyAsJsonObject()
            .getJsonArray("content")
            .getJsonObject(0);
    SANDBOX
        .request(HttpMethod.PATCH, PROFILES + "/" + profile.getString("PKey"))
        .sendJsonObject(new JsonObject().put("blackListMobile", true).put("ccpaOptOut", true))
        .await();

    List<JsonObject> more = export(new JsonObject().put("logs", false).put("optOuts", true));

    List<String> lines = text(path(more, "optouts")).lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .isEqualTo(
            "externalId,blackList,blackListEmail,blackListFax,blackListMobile,blackListPhone,"
                + "blackListPostalMail,blackListPushnotification,ccpaOptOut,lastModified");
    assertThat(lines.get(1)).matches("p1,false,false,false,true,false,false,false,true," + TIME);
  }

  @Test
  void a_file_may_take_its_time_to_be_there_as_a_whole() {
    send(300);
    Future<?> exported =
        SANDBOX
            .client()
            .postAbs(SANDBOX.url() + "/control/exports")
            .sendJsonObject(new JsonObject().put("writeMillis", 1500));

    Set<Long> sizes = new HashSet<>();
    await()
        .pollInterval(java.time.Duration.ofMillis(20))
        .until(
            () -> {
              for (JsonObject file : files()) {
                if (file.getString("path").contains("broadlog")) {
                  sizes.add(file.getLong("size"));
                }
              }
              return exported.isComplete();
            });

    assertThat(sizes.size()).isGreaterThan(5);
    assertThat(files()).hasSize(2);
  }

  @Test
  void it_runs_by_itself_when_scheduled() {
    SANDBOX.control(
        HttpMethod.PUT,
        "/exports",
        new JsonObject().put("everySeconds", 0.2).put("optOutsEverySeconds", 0.2));
    send(100);
    await().until(() -> names().containsAll(List.of("broadlog", "optouts")));

    assertThat(
            SANDBOX.control(
                HttpMethod.PUT,
                "/exports",
                new JsonObject().put("everySeconds", 0).put("optOutsEverySeconds", 0)))
        .isEqualTo(SANDBOX.control(HttpMethod.GET, "/exports", null));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (JsonObject file : files()) {
      String path = file.getString("path");
      names.add(path.substring(path.lastIndexOf('/') + 1, path.indexOf('_', 20)));
    }
    return names;
  }

  @Test
  void a_reset_makes_it_begin_anew() {
    send(100);
    export(new JsonObject());
    SANDBOX.control(HttpMethod.POST, "/reset", null);
    assertThat(export(new JsonObject().put("optOuts", true))).isEmpty();

    profiles();
    send(100);

    assertThat(export(new JsonObject()).get(0).getLong("rows")).isEqualTo(100);
  }
}
