package io.tidegate.workflow;

import java.util.Optional;

/** What is saved for a workflow, and would run if it were started now. For use from any thread. */
public interface SavedConfig {

  /** Its newest version: the text of an {@link EffectiveConfig}. */
  Pinned newest();

  /** What is missing for a start; empty when nothing is. */
  Optional<NotConfiguredException> missing();

  /**
   * What a run of before was pinned to, in today's form: versions of before knew no connections,
   * they get those that are saved.
   *
   * @throws IllegalArgumentException if it is not readable
   */
  Pinned readable(Pinned stored);
}
