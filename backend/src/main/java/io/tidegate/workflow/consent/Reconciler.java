package io.tidegate.workflow.consent;

import io.tidegate.campaign.CampaignClient;
import io.tidegate.connector.GoneException;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.store.Transactions;
import io.tidegate.workflow.RecordMap;
import io.tidegate.workflow.consent.Decision.Kind;
import io.tidegate.workflow.consent.StoredLedger.Entry;
import io.tidegate.workflow.consent.StoredLedger.Open;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Brings one person's consent in step: reads both sides afresh, decides, enters the decision in the
 * ledger, writes, and reads again until both sides agree. Whatever it is interrupted by, starting
 * over is safe: nothing is written that the other side says already.
 *
 * <p>The same person is reconciled by one caller at a time, until what was settled is stored.
 */
final class Reconciler {
  /** A person whose consent changes faster than it can be written is left for later. */
  private static final int MOST_ROUNDS = 6;

  private static final Duration LONGEST_WAIT_FOR_TURN = Duration.ofMinutes(10);

  /** How long ingress is given to note that it was it who wrote the profile. */
  private static final Duration INGRESS_DELAY = Duration.ofSeconds(5);

  /** What a reconciliation shares with all others of a run. */
  record Setting(
      Vertx vertx,
      Pool pool,
      ConsentConfig config,
      String entitySet,
      ConsentStore store,
      StoredLedger ledger,
      RecordMap ingress,
      Polls polls) {}

  /** One of the rounds; {@code wrote}: whether one before has written something. */
  private record Round(int number, boolean waited, boolean wrote, PersonState state) {
    Round next(PersonState changed) {
      return new Round(number + 1, waited, wrote, changed);
    }

    Round written(PersonState changed) {
      return new Round(number + 1, waited, true, changed);
    }
  }

  private final Setting setting;
  private final ConsentConfig config;
  private final DynamicsClient dynamics;
  private final CampaignClient campaign;

  Reconciler(Setting setting, DynamicsClient dynamics, CampaignClient campaign) {
    this.setting = setting;
    this.config = setting.config();
    this.dynamics = dynamics;
    this.campaign = campaign;
  }

  /**
   * Reconciles a person.
   *
   * @return whether something had to be written; fails with {@link RetriableException} when it is
   *     to be tried again, and with {@link RefusedException} when a side refuses for good
   */
  Future<Boolean> reconcile(String person) {
    return setting
        .vertx()
        .sharedData()
        .getLocalLockWithTimeout("consent." + person, LONGEST_WAIT_FOR_TURN.toMillis())
        .compose(
            lock ->
                setting
                    .store()
                    .begin(person, setting.polls())
                    .compose(state -> round(new Round(1, false, false, state)))
                    .eventually(
                        () -> {
                          lock.release();
                          return Future.succeededFuture();
                        }));
  }

  private Future<Boolean> round(Round round) {
    if (round.number() > MOST_ROUNDS) {
      return Future.failedFuture(
          new RetriableException(
              "dynamics",
              RetriableException.Kind.TIMED_OUT,
              "A person's consent keeps changing while it is written.",
              Optional.empty(),
              false));
    }
    String person = round.state().person();
    Instant readAt = Instant.now();
    Future<Optional<Sighting>> contact = contact(person);
    Future<Optional<Sighting>> profile = contact.compose(read -> profile(round.state()));
    Future<Optional<Instant>> ingress = setting.ingress().writtenAt(person);
    return Future.join(contact, profile, ingress)
        .compose(
            read -> {
              if (contact.result().isEmpty() || profile.result().isEmpty()) {
                return settle(oneSided(round.state(), contact.result(), profile.result()), readAt)
                    .map(round.wrote());
              }
              return decide(
                  round,
                  new Person(
                      round.state(),
                      contact.result().get(),
                      profile.result().get(),
                      ingress.result().orElse(null),
                      readAt));
            });
  }

  private Future<Boolean> decide(Round round, Person person) {
    List<Entry> decisions = person.decide(config, setting.polls());
    if (!round.waited() && mayBeIngress(person, decisions)) {
      return setting
          .vertx()
          .timer(INGRESS_DELAY.toMillis(), TimeUnit.MILLISECONDS)
          .compose(waited -> round(new Round(round.number(), true, round.wrote(), round.state())));
    }
    List<Entry> changes =
        decisions.stream()
            .filter(entry -> entry.decision().kind() != Kind.NOTHING)
            .filter(entry -> entry.decision().kind() != Kind.KEPT || !person.isUnchanged())
            .toList();
    return setting
        .ledger()
        .open(person.state().person())
        .compose(
            open ->
                decisions.stream().anyMatch(entry -> entry.decision().write() != null)
                    ? write(round, person, decisions, news(changes, open))
                    : settleIfStill(round, person, decisions, changes, open));
  }

  /**
   * Whether a conflict rests on a modification of the profile that ingress may have made and not
   * noted yet: both come from one save in Dynamics.
   */
  private static boolean mayBeIngress(Person person, List<Entry> decisions) {
    return person.ingressWroteAt() != null
        && decisions.stream()
            .anyMatch(
                entry ->
                    entry.decision().kind() == Kind.CONFLICT
                        && entry.decision().origin() == Side.DYNAMICS);
  }

  /** Those that an earlier attempt has not entered already. */
  private static List<Entry> news(List<Entry> changes, List<Open> open) {
    return changes.stream()
        .filter(
            entry ->
                open.stream()
                    .noneMatch(
                        known ->
                            known.channel() == entry.channel()
                                && known.optedOut() == entry.decision().optedOut()))
        .toList();
  }

  private Future<Boolean> write(
      Round round, Person person, List<Entry> decisions, List<Entry> entries) {
    String id = person.state().person();
    JsonObject toDynamics = Person.changes(config, decisions, Side.DYNAMICS);
    JsonObject toCampaign = Person.changes(config, decisions, Side.CAMPAIGN);
    return Transactions.run(
            setting.pool(),
            transaction -> setting.ledger().enter(transaction, id, config.policy(), entries))
        .compose(entered -> toDynamics(person, toDynamics))
        .compose(
            contact -> {
              if (contact.isEmpty()) {
                // Changed since it was read: everything is looked at again.
                return round(round.next(person.state()));
              }
              Future<Void> written =
                  toCampaign.isEmpty()
                      ? Future.succeededFuture()
                      : campaign.update(person.campaign().address(), toCampaign);
              return written
                  .recover(Reconciler::unlessGone)
                  .compose(done -> round(round.written(person.written(decisions, contact.get()))));
            });
  }

  /** The profile was deleted meanwhile: the next round finds out. */
  private static Future<Void> unlessGone(Throwable failure) {
    return failure instanceof GoneException
        ? Future.succeededFuture()
        : Future.failedFuture(failure);
  }

  /**
   * Settles what both sides said at one moment: that Campaign was read while the contact did not
   * change. Otherwise nobody could tell later which of two changes came first.
   */
  private Future<Boolean> settleIfStill(
      Round round, Person person, List<Entry> decisions, List<Entry> changes, List<Open> open) {
    return contact(person.state().person())
        .compose(
            again ->
                again.isPresent() && again.get().version() == person.dynamics().version()
                    ? settled(person, decisions, news(changes, open), open).map(round.wrote())
                    : round(round.next(person.state())));
  }

  private Future<Optional<Sighting>> toDynamics(Person person, JsonObject changes) {
    if (changes.isEmpty()) {
      return Future.succeededFuture(Optional.of(person.dynamics()));
    }
    return dynamics
        .update(
            setting.entitySet(),
            person.state().person(),
            person.dynamics().address(),
            changes,
            config.select())
        .map(row -> row.map(written -> Sighting.ofContact(written, config, config.active())));
  }

  /** Both sides say what they should. */
  private Future<Void> settled(
      Person person, List<Entry> decisions, List<Entry> entries, List<Open> open) {
    PersonState state = person.settled(decisions);
    List<Long> written = new ArrayList<>();
    for (Open entry : open) {
      if (Boolean.valueOf(entry.optedOut()).equals(state.agreed().of(entry.channel()))) {
        written.add(entry.id());
      }
    }
    return Transactions.run(
        setting.pool(),
        transaction ->
            setting
                .ledger()
                .enter(transaction, state.person(), config.policy(), entries)
                .compose(entered -> setting.ledger().written(transaction, written))
                .compose(noted -> setting.store().settle(transaction, state, person.readAt())));
  }

  private Future<Void> settle(PersonState state, Instant readAt) {
    return Transactions.run(
        setting.pool(), transaction -> setting.store().settle(transaction, state, readAt));
  }

  /** Nothing to be in step with: whichever side is born later is compared when it is. */
  private static PersonState oneSided(
      PersonState before, Optional<Sighting> contact, Optional<Sighting> profile) {
    return new PersonState(
        before.person(),
        contact.map(PersonState.Half::of).orElse(PersonState.Half.UNSEEN),
        profile.map(PersonState.Half::of).orElse(PersonState.Half.UNSEEN),
        Consents.NONE,
        before.noted());
  }

  private Future<Optional<Sighting>> contact(String person) {
    return dynamics
        .row(setting.entitySet(), person, config.select())
        .map(row -> row.map(found -> Sighting.ofContact(found, config, config.active())));
  }

  private Future<Optional<Sighting>> profile(PersonState state) {
    String href = state.campaign().href();
    if (href == null) {
      return find(state.person());
    }
    return campaign
        .record(href)
        .compose(
            found ->
                state.person().equals(found.getString(config.targetKey()))
                    ? Future.succeededFuture(
                        Optional.of(Sighting.ofProfile(found, config, config.active())))
                    : find(state.person()))
        .recover(
            failure ->
                failure instanceof GoneException
                    ? find(state.person())
                    : Future.failedFuture(failure));
  }

  private Future<Optional<Sighting>> find(String person) {
    return campaign
        .find(
            config.resource(),
            config.lookupFilter(),
            config.lookupParameter(),
            config.targetKey(),
            person)
        .map(
            found -> {
              if (found.size() > 1) {
                throw new SeveralProfilesException(found.size());
              }
              return found.stream()
                  .findFirst()
                  .map(profile -> Sighting.ofProfile(profile, config, config.active()));
            });
  }
}
