package io.tidegate.workflow.consent;

import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.dynamics.ChangePage;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.queue.AddressQueue;
import io.tidegate.workflow.FlowReport;
import io.tidegate.workflow.FlowReport.Part;
import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.Retrying;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Dynamics says of people's consent, by change tracking. */
final class DynamicsFeed implements ReaderVerticle.Source {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicsFeed.class);

  /**
   * How far it has read.
   *
   * @param link the page to read next; null at the start of a full read
   * @param select the columns the link stands for
   * @param began when the present look began; null between two
   * @param completed when the last complete look began; null before the first
   */
  private record Cursor(String link, String select, Instant began, Instant completed) {
    static Cursor decode(String text) {
      JsonObject json = new JsonObject(text);
      return new Cursor(
          json.getString("link"),
          json.getString("select"),
          json.getInstant("began"),
          json.getInstant("completed"));
    }

    String encode() {
      return new JsonObject()
          .put("link", link)
          .put("select", select)
          .put("began", began)
          .put("completed", completed)
          .encode();
    }
  }

  /** The cursor with which everything is compared again. */
  static final String AGAIN = new Cursor(null, "", null, null).encode();

  private final ConsentConfig config;
  private final String entitySet;
  private final DynamicsClient dynamics;
  private final AddressQueue queue;
  private final Intake intake;
  private final Polls polls;
  private final FlowReport report;
  private final String select;
  private Cursor cursor;
  private boolean stopped;

  DynamicsFeed(
      ConsentConfig config,
      String entitySet,
      DynamicsClient dynamics,
      AddressQueue queue,
      Intake intake,
      Polls polls,
      FlowReport report) {
    this.config = config;
    this.entitySet = entitySet;
    this.dynamics = dynamics;
    this.queue = queue;
    this.intake = intake;
    this.polls = polls;
    this.report = report;
    this.select = String.join(",", config.select());
  }

  @Override
  public Future<Duration> turn(Retrying retrying) {
    return position()
        .compose(
            at -> {
              Instant began = at.began() == null ? Instant.now() : at.began();
              return retrying
                  .call(() -> page(at))
                  .compose(
                      page ->
                          stopped ? Future.succeededFuture(Duration.ZERO) : take(at, began, page));
            })
        .recover(
            failure -> {
              if (failure instanceof DeltaExpiredException) {
                LOG.info("The delta token of {} has expired, reading everything again", entitySet);
                return restart().map(Duration.ofSeconds(1));
              }
              return Future.failedFuture(failure);
            });
  }

  private Future<Cursor> position() {
    if (cursor != null) {
      return Future.succeededFuture(cursor);
    }
    return queue
        .cursor()
        .compose(
            text -> {
              Cursor stored = text.map(Cursor::decode).orElse(new Cursor(null, select, null, null));
              cursor = stored;
              polls.completed(
                  Side.DYNAMICS, stored.completed() == null ? Instant.EPOCH : stored.completed());
              return select.equals(stored.select())
                  ? Future.succeededFuture(stored)
                  : restart().map(restarted -> cursor);
            });
  }

  private Future<ChangePage> page(Cursor at) {
    return at.link() == null
        ? dynamics.firstPage(entitySet, config.select(), config.pageSize())
        : dynamics.page(at.link(), config.pageSize());
  }

  private Future<Duration> take(Cursor at, Instant began, ChangePage page) {
    boolean last = page.deltaLink().isPresent();
    Instant completed = at.completed() == null ? Instant.EPOCH : at.completed();
    Cursor next =
        last
            ? new Cursor(page.deltaLink().get(), select, null, began)
            : new Cursor(page.nextLink().orElseThrow(), select, began, at.completed());
    List<Sighting> sightings =
        page.rows().stream().map(row -> Sighting.ofContact(row, config, config.active())).toList();
    // After a failure nobody knows what was stored: the cursor is then read again.
    cursor = null;
    return intake
        .take(
            sightings,
            page.deletedIds(),
            completed,
            next.encode(),
            none -> Future.succeededFuture())
        .map(
            taken -> {
              cursor = next;
              if (last) {
                polls.completed(Side.DYNAMICS, began);
                report.release(Part.READER);
              }
              return last ? Duration.ofSeconds(config.pollSeconds()) : Duration.ZERO;
            });
  }

  /** Compares everything again; what is remembered stays. */
  @Override
  public Future<Void> restart() {
    Cursor start = new Cursor(null, select, null, cursor == null ? null : cursor.completed());
    cursor = null;
    return intake
        .restart(start.encode(), none -> Future.succeededFuture())
        .onSuccess(stored -> cursor = start);
  }

  @Override
  public Future<Void> close() {
    stopped = true;
    dynamics.close();
    return intake.idle();
  }
}
