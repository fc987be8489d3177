package io.tidegate.workflow.privacy;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The requests to erase people from Tidegate. */
public interface Erasures {

  /**
   * Begins to erase a person; asking again while it is under way answers the same erasure.
   *
   * @param person the contact's id
   */
  Future<Erasure> erase(String person);

  Future<Optional<Erasure>> find(long id);

  /** The newest first; {@code before} is the last id of the page before. */
  Future<List<Erasure>> list(int limit, OptionalLong before);
}
