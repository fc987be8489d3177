package io.tidegate.configuration.connections;

import io.tidegate.configuration.connections.Steps.Found;
import io.tidegate.dynamics.Dynamics;
import io.tidegate.dynamics.DynamicsClient;
import io.tidegate.dynamics.EntityDefinition;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What a connection to Dynamics 365 has to show. */
final class DynamicsSteps {
  /** The vendor's default; below it, a long weekend's stop may already cost a full read. */
  private static final int USUAL_DAYS = 7;

  private final Dynamics dynamics;
  private final DynamicsClient client;
  private final Map<String, Future<EntityDefinition>> definitions = new HashMap<>();

  private DynamicsSteps(Dynamics dynamics) {
    this.dynamics = dynamics;
    this.client = dynamics.client();
  }

  static Steps steps(Lease lease, Needs needs) {
    DynamicsSteps test = new DynamicsSteps(lease.dynamics());
    Steps steps =
        new Steps()
            .first("address", test::address)
            .first("token", test::token)
            .first("user", test::user)
            .first("metadata", () -> test.metadata("contact"));
    for (String entity : needs.entities()) {
      steps.then("changeTracking." + entity, () -> test.changeTracking(entity));
      steps.then("read." + entity, () -> test.read(entity));
    }
    for (String table : needs.activities()) {
      steps.then("activity." + table, () -> test.activity(table));
    }
    return steps.then("deletions", test::deletions);
  }

  private Future<Found> address() {
    return dynamics.reach().map(reached -> Found.passed("Somebody answers at the address."));
  }

  private Future<Found> token() {
    return dynamics.signIn().map(signedIn -> Found.passed("Entra gives a token."));
  }

  private Future<Found> user() {
    return client
        .whoAmI()
        .map(me -> Found.passed("The environment knows the application user " + me.userId() + "."));
  }

  private Future<Found> metadata(String table) {
    return definition(table)
        .map(
            known ->
                Found.passed(
                    "The environment describes its tables: %s has %d columns."
                        .formatted(table, known.attributes().size())));
  }

  private Future<Found> changeTracking(String table) {
    return definition(table)
        .map(
            known ->
                known
                    .untracked()
                    .map(
                        said ->
                            Found.failed(
                                said,
                                "Turn on \"Track changes\" in the table's settings in Dynamics."))
                    .orElseGet(
                        () -> Found.passed("Changes of the table " + table + " are tracked.")));
  }

  /** A read with change tracking needs the privilege for the whole organisation, as runs do. */
  private Future<Found> read(String table) {
    return definition(table)
        .compose(
            known ->
                known.changeTrackingEnabled()
                    ? client
                        .firstPage(known.entitySetName(), List.of(known.primaryIdAttribute()), 1)
                        .map(page -> Found.passed("The table " + table + " may be read."))
                    : Future.succeededFuture(
                        Found.skipped("Not tested, since changes are not tracked.")));
  }

  private Future<Found> activity(String table) {
    return definition(table)
        .map(
            known ->
                Found.passed(
                    ("The table %s is there. Whether events may be written to it is not tested, for"
                            + " that would leave one behind.")
                        .formatted(table)))
        .otherwise(
            missing ->
                Found.warning(
                    "The table %s for events cannot be used: %s"
                        .formatted(table, missing.getMessage()),
                    "Install Adobe's solution in Dynamics, or name another table on the page of"
                        + " egress."));
  }

  private Future<Found> deletions() {
    return client
        .changeTrackingDays()
        .map(DynamicsSteps::remembered)
        .otherwise(
            unreadable ->
                Found.skipped(
                    "How long Dynamics remembers deletions cannot be read; usually it is %d days."
                        .formatted(USUAL_DAYS)));
  }

  private static Found remembered(OptionalInt days) {
    if (days.isEmpty()) {
      return Found.skipped("How long Dynamics remembers deletions is not said.");
    }
    String message =
        "Dynamics remembers deletions for %d days: after a longer stop everything is read again."
            .formatted(days.getAsInt());
    return days.getAsInt() >= USUAL_DAYS
        ? Found.passed(message)
        : Found.warning(
            message,
            "Raise the organization's setting ExpireChangeTrackingInDays to %d or more."
                .formatted(USUAL_DAYS));
  }

  private Future<EntityDefinition> definition(String table) {
    return definitions.computeIfAbsent(table, client::entity);
  }
}
