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
   */
  private record Cursor(String link, String select, Look look) {
    static Cursor decode(String text) {
      JsonObject json = new JsonObject(text);
      return new Cursor(json.getString("link"), json.getString("select"), Look.from(json));
    }

    String encode() {
      return look.into(new JsonObject().put("link", link).put("select", select)).encode();
    }
  }

  /** A page, and what its rows say. */
  private record Page(ChangePage changes, List<Sighting> sightings) {}

  /** The cursor with which everything is compared again. */
  static final String AGAIN = new Cursor(null, "", Look.NONE).encode();

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
              Look look = at.look().begun();
              return retrying
                  .call(() -> page(at))
                  .compose(
                      page -> stopped ? Future.succeededFuture(Duration.ZERO) : take(look, page));
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
              Cursor stored = text.map(Cursor::decode).orElse(new Cursor(null, select, Look.NONE));
              cursor = stored;
              polls.completed(Side.DYNAMICS, stored.look().completed());
              return select.equals(stored.select())
                  ? Future.succeededFuture(stored)
                  : restart().map(restarted -> cursor);
            });
  }

  private Future<Page> page(Cursor at) {
    Future<ChangePage> page =
        at.link() == null
            ? dynamics.firstPage(entitySet, config.select(), config.pageSize())
            : dynamics.page(at.link(), config.pageSize());
    return page.map(read -> new Page(read.keyed(config.key()), sightings(read)));
  }

  private List<Sighting> sightings(ChangePage page) {
    return page.rows().stream()
        .map(row -> Sighting.ofContact(row, config, config.active()))
        .toList();
  }

  private Future<Duration> take(Look look, Page read) {
    ChangePage page = read.changes();
    boolean last = page.deltaLink().isPresent();
    Cursor next =
        last
            ? new Cursor(page.deltaLink().get(), select, look.ended())
            : new Cursor(page.nextLink().orElseThrow(), select, look);
    // After a failure nobody knows what was stored: the cursor is then read again.
    cursor = null;
    return intake
        .take(
            read.sightings(),
            page.deletedIds(),
            look.completed(),
            next.encode(),
            none -> Future.succeededFuture())
        .map(
            taken -> {
              cursor = next;
              if (last) {
                polls.completed(Side.DYNAMICS, look.began());
                report.release(Part.READER);
              }
              return last ? Duration.ofSeconds(config.pollSeconds()) : Duration.ZERO;
            });
  }

  /** Compares everything again; what is remembered stays. */
  @Override
  public Future<Void> restart() {
    Look look = cursor == null ? Look.NONE : cursor.look().dropped();
    Cursor start = new Cursor(null, select, look);
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
