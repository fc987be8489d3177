package io.tidegate.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * A loop over futures that may go round for ever: composing each round onto the one before would
 * keep them all.
 */
public final class Rounds {
  private Rounds() {}

  /**
   * Goes round until a round says that it was the last one.
   *
   * @param round resolves with whether to go round again
   * @return resolves after the last round; fails as soon as a round does
   */
  public static Future<Void> run(Supplier<Future<Boolean>> round) {
    Promise<Void> done = Promise.promise();
    next(round, done);
    return done.future();
  }

  private static void next(Supplier<Future<Boolean>> round, Promise<Void> done) {
    Future<Boolean> result;
    try {
      result = round.get();
    } catch (RuntimeException e) {
      done.fail(e);
      return;
    }
    result.onComplete(
        again -> {
          if (again.failed()) {
            done.fail(again.cause());
          } else if (again.result()) {
            next(round, done);
          } else {
            done.complete();
          }
        });
  }
}
