package io.tidegate.workflow.privacy;

import io.tidegate.queue.Erasing;
import io.tidegate.workflow.privacy.ErasureStore.UnderWay;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases people, in passes: each looks through all {@link Places}, and the erasure is complete when
 * one, made after a time of quiet, finds nothing, no writer had a batch in hand at its beginning
 * that held something of the person, and no deletion at the target is still queued.
 *
 * <p>Once quiet is not enough since a reader may hold a page of the source, and a writer a batch,
 * that were read before. A restart of the service ends whatever was in hand and begins the passes
 * anew, so nothing of this state needs to be stored.
 *
 * <p>One pass at a time, on one context; requests may come from any.
 */
public final class PersonErasures implements Erasures {
  private static final Logger LOG = LoggerFactory.getLogger(PersonErasures.class);
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** What is known of an erasure that is under way. */
  private static final class Progress {
    private final UnderWay erasure;
    private List<Erasing.Emptied> pending = new ArrayList<>();
    private boolean quiet;
    private long nextPass;
    private boolean deletionsTold;

    Progress(UnderWay erasure) {
      this.erasure = erasure;
    }
  }

  private final Vertx vertx;
  private final ErasureStore store;
  private final Places places;
  private final long quietNanos;
  private final Context context;
  private final Map<Long, Progress> underWay = new LinkedHashMap<>();
  private Promise<Void> passing;
  private long timer = -1;
  private boolean closed;

  public PersonErasures(Vertx vertx, Pool pool) {
    this(vertx, pool, QUIET);
  }

  PersonErasures(Vertx vertx, Pool pool, Duration quiet) {
    this.vertx = vertx;
    this.store = new ErasureStore(pool);
    this.places = new Places(vertx, pool);
    this.quietNanos = quiet.toNanos();
    this.context = vertx.getOrCreateContext();
  }

  /** Carries on with what was under way when the service ended, or was interrupted. */
  public Future<Void> start() {
    return store
        .underWay()
        .map(
            found -> {
              context.runOnContext(
                  ignored -> {
                    closed = false;
                    underWay.clear();
                    found.forEach(this::begin);
                  });
              return null;
            });
  }

  /** Stops after the pass under way; the next start carries on. */
  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        ignored -> {
          closed = true;
          vertx.cancelTimer(timer);
          Future<Void> last = passing == null ? Future.succeededFuture() : passing.future();
          last.onComplete(done);
        });
    return done.future();
  }

  @Override
  public Future<Erasure> erase(String person) {
    String id = person.toLowerCase(Locale.ROOT);
    return store
        .request(id)
        .onSuccess(
            erasure -> context.runOnContext(ignored -> begin(new UnderWay(erasure.id(), id))));
  }

  @Override
  public Future<Optional<Erasure>> find(long id) {
    return store.find(id);
  }

  @Override
  public Future<List<Erasure>> list(int limit, OptionalLong before) {
    return store.list(limit, before);
  }

  private void begin(UnderWay erasure) {
    Progress progress = new Progress(erasure);
    progress.nextPass = System.nanoTime();
    underWay.putIfAbsent(erasure.id(), progress);
    next();
  }

  /** Makes the next pass that is due, or waits for it. */
  private void next() {
    if (closed || passing != null || underWay.isEmpty()) {
      return;
    }
    vertx.cancelTimer(timer);
    Progress first = null;
    for (Progress progress : underWay.values()) {
      if (first == null || progress.nextPass - first.nextPass < 0) {
        first = progress;
      }
    }
    long waitNanos = first.nextPass - System.nanoTime();
    if (waitNanos > 0) {
      long millis = Duration.ofNanos(waitNanos).toMillis() + 1;
      timer = vertx.setTimer(millis, due -> context.runOnContext(ignored -> next()));
    } else {
      pass(first);
    }
  }

  private void pass(Progress progress) {
    passing = Promise.promise();
    UnderWay erasure = progress.erasure;
    // Asked before: what a writer settles during the pass may be where the pass has looked already.
    places
        .inHand(progress.pending)
        .compose(
            inHand ->
                places
                    .pass(
                        ids(erasure.person()),
                        (tx, place, n) -> store.tally(tx, erasure.id(), place, n))
                    .compose(pass -> completed(progress, pass, inHand)))
        .onComplete(
            done ->
                context.runOnContext(
                    ignored -> {
                      if (done.failed()) {
                        // Its message may name the database, never a person: no statement has an
                        // id in its text.
                        LOG.warn("Erasure {}: {}", erasure.id(), done.cause().getMessage());
                        again(progress, false);
                      } else if (done.result()) {
                        LOG.info("Erasure {} is complete", erasure.id());
                        underWay.remove(erasure.id());
                      }
                      Promise<Void> passed = passing;
                      passing = null;
                      passed.complete();
                      next();
                    }));
  }

  /**
   * The person's id as it may have been stored: Dynamics writes ids in lower case, files may not.
   */
  private static Set<String> ids(String person) {
    return new TreeSet<>(List.of(person, person.toUpperCase(Locale.ROOT)));
  }

  private Future<Boolean> completed(Progress progress, Places.Pass pass, boolean inHand) {
    progress.pending.addAll(pass.pending());
    tell(progress, pass);
    boolean quiet = pass.removed() == 0 && pass.deletions() == 0 && !inHand;
    if (!quiet || !progress.quiet) {
      again(progress, quiet);
      return Future.succeededFuture(false);
    }
    return store.complete(progress.erasure.id()).map(true);
  }

  private void again(Progress progress, boolean quiet) {
    progress.quiet = quiet;
    progress.nextPass = System.nanoTime() + quietNanos;
  }

  private static void tell(Progress progress, Places.Pass pass) {
    if (pass.deletions() > 0 && !progress.deletionsTold) {
      progress.deletionsTold = true;
      LOG.info(
          "Erasure {} waits until the person's queued deletion is carried out",
          progress.erasure.id());
    }
  }
}
