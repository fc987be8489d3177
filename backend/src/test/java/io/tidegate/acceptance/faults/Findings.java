package io.tidegate.acceptance.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong, one sentence each.
 *
 * @param lost changes and events of one side that the other one does not show
 * @param twice records, events and creations of which there are too many
 * @param disorder writes of a state that is older than what had been written before
 * @param givenUp records that became dead letters although only the world failed
 * @param stuck what did not come back by itself
 */
record Findings(
    List<String> lost,
    List<String> twice,
    List<String> disorder,
    List<String> givenUp,
    List<String> stuck) {

  private static final int MOST = 8;

  Findings() {
    this(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  boolean isEmpty() {
    return all().isEmpty();
  }

  List<String> all() {
    List<String> all = new ArrayList<>();
    List.of(lost, twice, disorder, givenUp, stuck).forEach(all::addAll);
    return all;
  }

  /** Some of them, what did not come back first of all. */
  List<String> examples() {
    List<String> all = all();
    return all.subList(Math.max(0, all.size() - MOST), all.size());
  }

  /** Without what is known from before. */
  Findings without(List<String> known) {
    Findings fresh =
        new Findings(
            new ArrayList<>(lost),
            new ArrayList<>(twice),
            new ArrayList<>(disorder),
            new ArrayList<>(givenUp),
            new ArrayList<>(stuck));
    List.of(fresh.lost, fresh.twice, fresh.disorder, fresh.givenUp)
        .forEach(list -> list.removeAll(known));
    return fresh;
  }
}
