package io.tidegate.workflow.consent;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignClient;
import io.tidegate.connector.RefusedException;
import io.tidegate.connector.RetriableException;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.queue.Batch;
import io.tidegate.queue.Delivery;
import io.tidegate.queue.Operation;
import io.tidegate.queue.Refusal;
import io.tidegate.queue.Settlement;
import io.tidegate.workflow.Attempts;
import io.tidegate.workflow.ReasonCode;
import io.tidegate.workflow.Retrying;
import io.tidegate.workflow.Settlements;
import io.tidegate.workflow.WriterVerticle;
import io.tidegate.workflow.trace.Effect;
import io.tidegate.workflow.trace.FlowTrace;
import io.tidegate.workflow.trace.FlowTrace.Fate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reconciles the people of a batch, side by side as far as the connectors' gates let them. */
final class ConsentWriter implements WriterVerticle.Target {
  static final int BATCH = 25;

  /** What became of a person. */
  private sealed interface Outcome {
    /** Both sides agree; {@code wrote}: not before. */
    record Done(boolean wrote, int attempts) implements Outcome {}

    record Refused(ReasonCode code, String reason, String answer, int attempts)
        implements Outcome {}

    record Unfinished() implements Outcome {}
  }

  private final Dynamics dynamics;
  private final Campaign campaign;
  private final DynamicsClient dynamicsClient;
  private final CampaignClient campaignClient;
  private final Reconciler reconciler;
  private final FlowTrace trace;

  ConsentWriter(Dynamics dynamics, Campaign campaign, Reconciler.Setting setting, FlowTrace trace) {
    this.dynamics = dynamics;
    this.campaign = campaign;
    this.dynamicsClient = dynamics.client();
    this.campaignClient = campaign.client();
    this.reconciler = new Reconciler(setting, dynamicsClient, campaignClient);
    this.trace = trace;
  }

  @Override
  public Future<Void> prepare(Retrying retrying) {
    return Future.succeededFuture();
  }

  @Override
  public Optional<Instant> pausedUntil(String system) {
    return system.equals("dynamics")
        ? dynamics.gate().pausedUntil()
        : campaign.gate().pausedUntil();
  }

  @Override
  public void close() {
    dynamicsClient.close();
    campaignClient.close();
  }

  @Override
  public Future<Settlement> write(Batch batch, Attempts attempts) {
    List<Delivery> people = batch.coalesced();
    List<Future<Outcome>> outcomes =
        people.stream()
            .map(
                delivery ->
                    delivery.change().operation() == Operation.UPSERT
                        ? attempts.until(new Work(delivery.key()))
                        : Future.<Outcome>succeededFuture(new Outcome.Done(false, 1)))
            .toList();
    return Future.join(outcomes).map(done -> settlement(batch, people, outcomes));
  }

  private Settlement settlement(
      Batch batch, List<Delivery> people, List<Future<Outcome>> outcomes) {
    List<String> unfinished = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    Map<Long, Fate> fates = new HashMap<>();
    for (int i = 0; i < people.size(); i++) {
      Outcome outcome = outcomes.get(i).result();
      long position = people.get(i).position();
      fate(outcome).ifPresent(fate -> fates.put(position, fate));
      if (outcome instanceof Outcome.Unfinished) {
        unfinished.add(people.get(i).key());
      } else if (outcome instanceof Outcome.Refused why) {
        refused.add(
            Refusal.ofState(
                people.get(i), why.code().json(), why.reason(), why.answer(), why.attempts()));
      }
    }
    return trace.noting(batch, Settlements.settlement(batch, unfinished, refused), fates);
  }

  private static Optional<Fate> fate(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return Optional.of(
          new Fate(done.wrote() ? Effect.WRITTEN : Effect.UNCHANGED, done.attempts()));
    } else if (outcome instanceof Outcome.Refused refused) {
      return Optional.of(new Fate(Effect.REFUSED, refused.attempts()));
    }
    return Optional.empty();
  }

  /** A person as a unit of work. */
  private final class Work implements Attempts.Work<Outcome> {
    private final String person;
    private int tried;

    Work(String person) {
      this.person = person;
    }

    @Override
    public Future<Outcome> attempt() {
      tried++;
      return reconciler
          .reconcile(person)
          .<Outcome>map(wrote -> new Outcome.Done(wrote, tried))
          .recover(this::refused);
    }

    private Future<Outcome> refused(Throwable failure) {
      if (failure instanceof RefusedException refused) {
        return Future.succeededFuture(
            new Outcome.Refused(ReasonCode.REFUSED, refused.getMessage(), refused.answer(), tried));
      }
      return failure instanceof SeveralProfilesException several
          ? Future.succeededFuture(
              new Outcome.Refused(ReasonCode.SEVERAL_MATCHES, several.getMessage(), "", tried))
          : Future.failedFuture(failure);
    }

    @Override
    public Outcome unfinished() {
      return new Outcome.Unfinished();
    }

    @Override
    public Optional<Outcome> poisoned(RetriableException last, int attempts) {
      return Optional.of(
          new Outcome.Refused(
              ReasonCode.POISON,
              "This person's consent failed %d times while others' went through: %s"
                  .formatted(attempts, last.getMessage()),
              "",
              attempts));
    }
  }
}
