package io.tidegate.configuration.connections;

import io.tidegate.campaign.Campaign;
import io.tidegate.campaign.CampaignClient;
import io.tidegate.campaign.ResourceType;
import io.tidegate.configuration.connections.Steps.Found;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a connection to Campaign has to show. */
final class CampaignSteps {
  private final Campaign campaign;
  private final CampaignClient client;
  private final Map<String, Future<ResourceType>> resources = new HashMap<>();

  private CampaignSteps(Campaign campaign) {
    this.campaign = campaign;
    this.client = campaign.client();
  }

  static Steps steps(Lease lease, Needs needs) {
    CampaignSteps test = new CampaignSteps(lease.campaign());
    Steps steps =
        new Steps()
            .first("address", test::address)
            .first("token", test::token)
            .first("metadata", test::metadata);
    Set<String> resources = new TreeSet<>(needs.fields().keySet());
    resources.addAll(needs.filters().keySet());
    for (String resource : resources) {
      Set<String> fields = needs.fields().getOrDefault(resource, Set.of());
      Set<String> filters = needs.filters().getOrDefault(resource, Map.of()).keySet();
      steps.then("read." + resource, () -> test.read(resource));
      if (!fields.isEmpty()) {
        steps.then("fields." + resource, () -> test.fields(resource, fields));
      }
      if (!filters.isEmpty()) {
        steps.then("filters." + resource, () -> test.filters(resource, filters));
      }
    }
    return steps;
  }

  private Future<Found> address() {
    return campaign.reach().map(reached -> Found.passed("Somebody answers at the address."));
  }

  private Future<Found> token() {
    return campaign.signIn().map(signedIn -> Found.passed("Adobe IMS gives a token."));
  }

  private Future<Found> metadata() {
    return resource("profile")
        .map(
            profile ->
                Found.passed(
                    "The instance describes its resources: profile has %d fields."
                        .formatted(profile.fields().size())));
  }

  private Future<Found> read(String resource) {
    return resource(resource)
        .map(known -> Found.passed("The resource " + resource + " is there."))
        .compose(
            there ->
                client
                    .page(resource, Optional.empty(), 1)
                    .map(page -> Found.passed("The resource " + resource + " may be read.")));
  }

  private Future<Found> fields(String resource, Collection<String> fields) {
    return resource(resource)
        .map(
            known ->
                found(
                    known.missing(fields.stream().map(known::optOutField).toList(), List.of()),
                    "The resource %s has all fields that are mapped.".formatted(resource),
                    "Publish them in Campaign, or take them out of the mapping."));
  }

  private Future<Found> filters(String resource, Collection<String> filters) {
    return resource(resource)
        .map(
            known ->
                found(
                    known.missing(List.of(), filters),
                    "The resource %s has the filters that are used: %s."
                        .formatted(resource, String.join(", ", filters)),
                    "Publish the filter for the resource in Campaign, or correct its name where it"
                        + " is used."));
  }

  private static Found found(List<String> missing, String passed, String remedy) {
    return missing.isEmpty()
        ? Found.passed(passed)
        : Found.warning(String.join(" ", missing), remedy);
  }

  private Future<ResourceType> resource(String name) {
    return resources.computeIfAbsent(name, client::resourceType);
  }
}
