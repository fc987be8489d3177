package io.tidegate.workflow.ingress;

import io.tidegate.mapping.Link;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.Misfit;
import io.tidegate.mapping.Misfits;
import io.tidegate.workflow.ingress.IngressConfig.Flow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a configuration of ingress has to be, whatever the two systems look like. */
public final class IngressRules {
  /** Three tables, one below the other, as Adobe's integration has them. */
  private static final int MAX_LEVELS = 3;

  private static final int DAY = 86_400;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,127}");

  private IngressRules() {}

  /** What is not right; pointers are into the document. */
  public static List<Misfit> misfits(IngressConfig config) {
    Misfits misfits = Misfits.none();
    Map<String, Flow> flows = new LinkedHashMap<>();
    config.flows().forEach(flow -> flows.putIfAbsent(flow.id(), flow));
    Set<String> ids = new HashSet<>();
    Map<String, String> entities = new HashMap<>();
    Map<String, String> resources = new HashMap<>();
    for (int i = 0; i < config.flows().size(); i++) {
      Flow flow = config.flows().get(i);
      Misfits here = misfits.at("flows").at(i);
      identity(flow, ids, here.at("id"));
      numbers(flow, here);
      if (flow.mapping() == null) {
        here.at("mapping").add("The mapping is missing.", "Choose a table and a resource.");
        continue;
      }
      String id = String.valueOf(flow.id());
      once(entities, flow.mapping().entity(), id, "table", here.at("mapping").at("entity"));
      once(resources, flow.mapping().resource(), id, "resource", here.at("mapping").at("resource"));
      lookups(flow, here);
      deletions(flow, here.at("deletions"));
      MappingRules.check(flow.mapping(), here.at("mapping"));
      links(flow, flows, here.at("mapping").at("links"));
    }
    return misfits.all();
  }

  private static void identity(Flow flow, Set<String> ids, Misfits here) {
    if (flow.id() == null || !ID.matcher(flow.id()).matches()) {
      here.add(
          "A flow's id is 1 to 40 lower-case letters, digits and hyphens, a letter first.",
          "Give it an id such as invoice-line; it can never be changed.");
    } else {
      here.require(
          ids.add(flow.id()),
          "There is another flow with the id " + flow.id() + ".",
          "Give this one another id.");
    }
  }

  private static void once(
      Map<String, String> seen, String name, String flow, String what, Misfits here) {
    if (name == null) {
      return;
    }
    String other = seen.putIfAbsent(name, flow);
    here.require(
        other == null,
        "The %s %s is in the flow %s already.".formatted(what, name, other),
        "Each %s can be in one flow only; change that one instead.".formatted(what));
  }

  private static void numbers(Flow flow, Misfits here) {
    here.at("heldDeletionShare")
        .require(
            flow.heldDeletionShare() >= 0 && flow.heldDeletionShare() <= 1,
            "The share of deletions that is held is between 0 and 1.",
            "Use 0.05 to hold more than 5 %.");
    range(flow.pageSize(), 1, 5_000, "rows a page", here.at("pageSize"));
    range(flow.pollSeconds(), 1, 3_600, "seconds", here.at("pollSeconds"));
    range(flow.parentWaitSeconds(), 1, 365 * DAY, "seconds", here.at("parentWaitSeconds"));
    range(flow.schemaCheckSeconds(), 1, DAY, "seconds", here.at("schemaCheckSeconds"));
  }

  private static void range(int value, int least, int most, String unit, Misfits here) {
    here.require(
        value >= least && value <= most,
        "It is %d, where %d to %d %s are possible.".formatted(value, least, most, unit),
        "Use a number between %d and %d.".formatted(least, most));
  }

  private static void lookups(Flow flow, Misfits here) {
    here.at("lookupFilter")
        .require(
            flow.lookupFilter() != null && PARAMETER.matcher(flow.lookupFilter()).matches(),
            "The published filter that finds a record by its key is missing or no name.",
            "Name the filter that is published in Campaign, such as byExternalId.");
    here.at("lookupParameter")
        .require(
            flow.lookupParameter() != null && PARAMETER.matcher(flow.lookupParameter()).matches(),
            "The parameter of the published filter is missing or no name.",
            "Name it as the filter does, such as externalId_parameter.");
  }

  private static void deletions(Flow flow, Misfits here) {
    if (flow.deletions() == null) {
      here.add("What deletions do is missing.", "Use off, delete or anonymise.");
    } else {
      here.require(
          flow.deletions() != DeletionPolicy.ANONYMISE
              || "profile".equals(flow.mapping().resource()),
          "Only profiles can be anonymised.",
          "Use off or delete.");
    }
  }

  private static void links(Flow flow, Map<String, Flow> flows, Misfits here) {
    List<Link> links = flow.mapping().links();
    for (int i = 0; i < links.size(); i++) {
      Misfits there = here.at(i).at("flow");
      String parent = links.get(i).flow();
      if (parent == null || !flows.containsKey(parent)) {
        there.add(
            "There is no flow %s that would bring the parents.".formatted(parent),
            "Add that flow, or choose one of " + String.join(", ", flows.keySet()) + ".");
      } else if (parent.equals(flow.id())) {
        there.add(
            "A flow cannot link to itself.", "Take the link out, or choose the parents' flow.");
      } else if (reaches(parent, flow.id(), flows, new HashSet<>())) {
        there.add(
            "The flow %s needs this one, and this one needs it.".formatted(parent),
            "Take one of the links out: parents must be there before their children.");
      } else {
        there.require(
            levels(parent, flows, 0) < MAX_LEVELS,
            "With this link, more than %d tables stand one below the other.".formatted(MAX_LEVELS),
            "Take a link out.");
      }
    }
  }

  private static List<String> parents(String id, Map<String, Flow> flows) {
    Flow flow = flows.get(id);
    Mapping mapping = flow == null ? null : flow.mapping();
    return mapping == null
        ? List.of()
        : mapping.links().stream().map(Link::flow).filter(flows::containsKey).toList();
  }

  private static boolean reaches(
      String from, String to, Map<String, Flow> flows, Set<String> visited) {
    return from.equals(to)
        || (visited.add(from)
            && parents(from, flows).stream()
                .anyMatch(parent -> reaches(parent, to, flows, visited)));
  }

  /** How many tables stand one below the other, up from here; a circle counts as too many. */
  private static int levels(String id, Map<String, Flow> flows, int below) {
    if (below >= MAX_LEVELS) {
      return below;
    }
    return parents(id, flows).stream()
        .mapToInt(parent -> levels(parent, flows, below + 1))
        .max()
        .orElse(below + 1);
  }
}
