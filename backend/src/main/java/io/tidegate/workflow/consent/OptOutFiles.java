package io.tidegate.workflow.consent;

import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.export.ExportFiles;
import io.tidegate.workflow.export.ExportPage;
import io.tidegate.workflow.export.ExportRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Campaign says of people's consent, by the export files of its opt-out fields. */
final class OptOutFiles implements ReaderVerticle.Source {
  private static final Logger LOG = LoggerFactory.getLogger(OptOutFiles.class);

  private final ConsentConfig config;
  private final ExportFiles files;
  private final Intake intake;
  private String file = "";
  private Instant latest = Instant.EPOCH;
  private Instant before = Instant.EPOCH;

  OptOutFiles(ConsentConfig config, ExportFiles files, Intake intake) {
    this.config = config;
    this.files = files;
    this.intake = intake;
  }

  @Override
  public Future<Duration> turn(Retrying retrying) {
    return files
        .next(retrying)
        .compose(
            page ->
                page.isEmpty()
                    ? Future.succeededFuture(files.pause())
                    : take(page.get()).map(Duration.ZERO));
  }

  private Future<Void> take(ExportPage page) {
    List<Sighting> sightings =
        page.rows().stream()
            .filter(row -> isUsable(row))
            .map(
                row ->
                    Sighting.ofProfile(
                        new JsonObject(Map.copyOf(row.values())), config, config.active()))
            .toList();
    return intake
        .take(sightings, List.of(), before(page), null, page.alongside())
        .onSuccess(taken -> sightings.forEach(each -> latest = later(latest, each.modifiedAt())));
  }

  /**
   * The latest modification that the files before this one told: what this one tells was made after
   * it. Not known after a restart, until a file has been read.
   */
  private Instant before(ExportPage page) {
    for (ExportRow row : page.rows()) {
      if (!row.file().equals(file)) {
        file = row.file();
        before = latest;
      }
    }
    return before;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * A row that cannot be understood is left out: the next file, or the next change, shows the
   * person again, and both sides are read afresh before anything is written.
   */
  private boolean isUsable(ExportRow row) {
    if (row.isBroken()) {
      LOG.warn("{} It is left out.", row.problem());
      return false;
    }
    try {
      Sighting.campaignTime(row.value("lastModified"));
      return CampaignFeed.isOurs(row.value(config.targetKey()));
    } catch (DateTimeException noTime) {
      LOG.warn(
          "Line {} of {} has no time in lastModified. It is left out.", row.line(), row.file());
      return false;
    }
  }

  @Override
  public Future<Void> restart() {
    return intake.restart(null, files::restart);
  }

  @Override
  public Future<Void> close() {
    return intake.idle();
  }
}
