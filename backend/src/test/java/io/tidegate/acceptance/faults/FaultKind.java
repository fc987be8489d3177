package io.tidegate.acceptance.faults;

import java.util.Map;

/** One way in which the world fails. */
interface FaultKind {

  String name();

  /** What the report calls the moments at which this kind of fault can strike. */
  String family();

  /**
   * Has it strike at each of its moments while the load goes on, and lifts it.
   *
   * @return how often it struck, by moment
   */
  Map<String, Integer> strike(World world);
}
