package io.tidegate.workflow.consent;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourcePage;
import io.tidegate.connector.DeltaExpiredException;
import io.tidegate.queue.AddressQueue;
import io.tidegate.workflow.ReaderVerticle;
import io.tidegate.workflow.Retrying;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Campaign says of people's consent, asked by time of modification: Campaign has no feed of
 * changes. Each look goes back a little behind the latest modification that was seen.
 */
final class CampaignFeed implements ReaderVerticle.Source {
  private static final int LINES = 500;

  /**
   * How far it has read.
   *
   * @param latest the latest modification that a complete look has shown
   * @param seen the latest that the present look has shown
   */
  private record Cursor(String next, Instant latest, Instant seen, Look look) {
    static final Cursor START = new Cursor(null, Instant.EPOCH, Instant.EPOCH, Look.NONE);

    static Cursor decode(String text) {
      JsonObject json = new JsonObject(text);
      return new Cursor(
          json.getString("next"),
          json.getInstant("latest"),
          json.getInstant("seen"),
          Look.from(json));
    }

    String encode() {
      return look.into(new JsonObject().put("next", next).put("latest", latest).put("seen", seen))
          .encode();
    }

    Cursor lookedAgain() {
      return new Cursor(null, latest, latest, look.dropped());
    }
  }

  /** A page: all its profiles, ours or not. */
  private record Page(List<Sighting> all, Optional<String> next) {}

  /** The cursor with which everything is compared again. */
  static final String AGAIN = Cursor.START.encode();

  private static final Pattern CONTACT_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final ConsentConfig config;
  private final CampaignClient campaign;
  private final AddressQueue queue;
  private final Intake intake;
  private final Polls polls;
  private Cursor cursor;
  private boolean stopped;

  CampaignFeed(
      ConsentConfig config,
      CampaignClient campaign,
      AddressQueue queue,
      Intake intake,
      Polls polls) {
    this.config = config;
    this.campaign = campaign;
    this.queue = queue;
    this.intake = intake;
    this.polls = polls;
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
                      page ->
                          stopped ? Future.succeededFuture(Duration.ZERO) : take(at, look, page));
            })
        .recover(
            failure -> {
              if (failure instanceof DeltaExpiredException && cursor != null) {
                cursor = cursor.lookedAgain();
                return Future.succeededFuture(Duration.ofSeconds(1));
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
        .map(
            text -> {
              // A link to a next page may not outlive the service; a look is cheap to repeat.
              cursor = text.map(Cursor::decode).orElse(Cursor.START).lookedAgain();
              polls.completed(Side.CAMPAIGN, cursor.look().completed());
              return cursor;
            });
  }

  private Future<Page> page(Cursor at) {
    Future<ResourcePage> page =
        at.next() == null
            ? campaign.firstPage(
                config.resource(),
                config.modifiedFilter(),
                config.modifiedParameter(),
                Sighting.campaignText(
                    at.latest()
                        .minusSeconds(
                            at.latest().equals(Instant.EPOCH) ? 0 : config.overlapSeconds())),
                LINES)
            : campaign.page(config.resource(), Optional.of(at.next()), LINES);
    return page.map(this::understood);
  }

  private Page understood(ResourcePage page) {
    List<Sighting> all =
        page.content().stream()
            .map(profile -> Sighting.ofProfile(profile, config, config.active()))
            .toList();
    return new Page(all, page.next());
  }

  private Future<Duration> take(Cursor at, Look look, Page page) {
    List<Sighting> sightings =
        page.all().stream().filter(sighting -> isOurs(sighting.person())).toList();
    Instant seen = at.seen();
    for (Sighting sighting : page.all()) {
      seen = sighting.modifiedAt().isAfter(seen) ? sighting.modifiedAt() : seen;
    }
    boolean last = page.next().isEmpty();
    Cursor next =
        last
            ? new Cursor(null, seen, seen, look.ended())
            : new Cursor(page.next().get(), at.latest(), seen, look);
    // After a failure nobody knows what was stored: the cursor is then read again.
    cursor = null;
    return intake
        .take(
            sightings, List.of(), look.completed(), next.encode(), none -> Future.succeededFuture())
        .map(
            taken -> {
              cursor = next;
              if (last) {
                polls.completed(Side.CAMPAIGN, look.began());
              }
              return last ? Duration.ofSeconds(config.pollSeconds()) : Duration.ZERO;
            });
  }

  /** A profile whose external id is no contact's id is nobody's that Dynamics knows. */
  static boolean isOurs(String externalId) {
    return externalId != null && CONTACT_ID.matcher(externalId).matches();
  }

  /** Compares everything again; what is remembered stays. */
  @Override
  public Future<Void> restart() {
    Look look = cursor == null ? Look.NONE : cursor.look().dropped();
    Cursor start = new Cursor(null, Instant.EPOCH, Instant.EPOCH, look);
    cursor = null;
    return intake
        .restart(start.encode(), none -> Future.succeededFuture())
        .onSuccess(stored -> cursor = start);
  }

  @Override
  public Future<Void> close() {
    stopped = true;
    campaign.close();
    return intake.idle();
  }
}
