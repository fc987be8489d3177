package io.tidegate.queue;

import io.tidegate.store.Transactions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable, ordered queue of changes, and the cursor of the reader that fills it.
 *
 * <p><b>One owner.</b> Opening a queue takes it: whoever opened it before, in this process or
 * another, is fenced out from then on and gets {@link FencedException} from every call that would
 * store something. So open it once per run of a flow, and let reader and writers share it; to look
 * at depths only, use {@link #depths}. All methods may be called from any thread; futures resolve
 * on the caller's context.
 *
 * <p><b>Lanes.</b> Changes with one key are always in one lane ({@link Lanes}) and in order there;
 * each lane may be worked by one writer.
 *
 * <p><b>Failures.</b> What the database does not do fails with {@link
 * io.tidegate.store.DatabaseException}, which says whether a retry may help. A success is always
 * durable; a failed call may be repeated with the same arguments and has its effect once.
 */
public final class AddressQueue {
  private static final Logger LOG = LoggerFactory.getLogger(AddressQueue.class);

  private final Vertx vertx;
  private final Pool pool;
  private final String address;
  private final long epoch;
  private final String instance = UUID.randomUUID().toString();
  private final QueueState state;
  private final Appender appender;
  private final Drain drain;
  private final Sweeper sweeper;
  private final AtomicReferenceArray<LaneLoop> loops;
  private final MessageConsumer<JsonObject> notices;
  private final MessageConsumer<Object> presence;
  private final long poll;
  private final AtomicBoolean ticking = new AtomicBoolean();

  AddressQueue(
      Vertx vertx, Pool pool, String address, QueueOptions options, long epoch, QueueState state) {
    this.vertx = vertx;
    this.pool = pool;
    this.address = address;
    this.epoch = epoch;
    this.state = state;
    appender = new Appender(vertx, pool, address, epoch, options, state);
    drain = new Drain(vertx, pool, address, epoch, options, state);
    sweeper = new Sweeper(pool, state);
    loops = new AtomicReferenceArray<>(state.lanes());
    notices = vertx.eventBus().consumer(Notice.busAddress(address), this::noticed);
    presence = vertx.eventBus().consumer(Notice.openAddress(address), asked -> asked.reply(null));
    poll = vertx.setPeriodic(options.poll().toMillis(), ignored -> tick());
  }

  /** Opens a queue, makes it when it is new, and takes it from whoever had it open. */
  public static Future<AddressQueue> open(
      Vertx vertx, Pool pool, String address, QueueOptions options) {
    return Opening.open(vertx, pool, address, options)
        .onSuccess(
            queue -> {
              queue.sweeper.sweep();
              queue.refresh();
            });
  }

  /** The depths of all queues by address, read from the database in a time that does not grow. */
  public static Future<Map<String, Depth>> depths(Pool pool) {
    return Transactions.statement(
            pool,
            connection ->
                connection
                    .query(
                        "SELECT address, pending, appended, settled, dead_lettered FROM queue.depth")
                    .execute())
        .map(
            rows -> {
              Map<String, Depth> depths = new TreeMap<>();
              rows.forEach(
                  row ->
                      depths.put(
                          row.getString(0),
                          new Depth(
                              row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))));
              return depths;
            });
  }

  /** The queue's name. */
  public String address() {
    return address;
  }

  /** How many lanes it has, as fixed when it was first opened. */
  public int lanes() {
    return state.lanes();
  }

  /** What it holds: exact for what was done through this object, at no cost. */
  public Depth depth() {
    return state.depth();
  }

  /** Where it ends now. */
  public Mark mark() {
    return new Mark(state.tails());
  }

  /** Whether every change with this key that was appended before a mark is settled. */
  public boolean isSettled(String key, Mark mark) {
    int lane = Lanes.of(key, lanes());
    return state.settledBelow(lane, mark.tails().of(lane));
  }

  /** The cursor of the last append, read from the database; empty before the first one. */
  public Future<Optional<String>> cursor() {
    return appender.cursor();
  }

  /** {@link #append(List, String, Function)} with nothing alongside. */
  public Future<Void> append(List<Change> changes, String nextCursor) {
    return append(changes, nextCursor, null);
  }

  /**
   * Stores changes and the reader's next cursor in one transaction, then wakes the writers.
   *
   * <p>One append at a time: a call waits for those before it. The list must not be changed until
   * the future resolves.
   *
   * @param changes in the order they happened; may be empty, to move the cursor only
   * @param nextCursor where the reader goes on from; null leaves the cursor as it is
   * @param alongside work for the same transaction, or null
   */
  public Future<Void> append(
      List<Change> changes, String nextCursor, Function<SqlConnection, Future<?>> alongside) {
    return appender
        .append(changes, nextCursor, alongside)
        .onSuccess(
            ignored -> {
              if (!changes.isEmpty()) {
                Set<Integer> touched = new TreeSet<>();
                changes.forEach(change -> touched.add(Lanes.of(change.key(), lanes())));
                touched.forEach(this::wake);
                Notice.publish(vertx, address, instance, touched);
              }
            });
  }

  /**
   * Hands out a lane's next changes in order, and remembers durably that they were. They stay
   * pending until they are settled: taking again before that hands them out again, as redelivered.
   *
   * @param max how many at most; fewer may come although more are pending
   */
  public Future<Batch> take(int lane, int max) {
    if (lane < 0 || lane >= lanes() || max < 1) {
      throw new IllegalArgumentException("No lane " + lane + " or no room: " + max);
    }
    return drain.take(lane, max);
  }

  /**
   * Settles a batch up to a position: its refused deliveries become dead letters, the work
   * alongside is done, all in one transaction.
   *
   * @throws IllegalArgumentException when the settlement does not fit the batch
   */
  public Future<Void> settle(Batch batch, Settlement settlement) {
    return drain.settle(batch, settlement).onSuccess(ignored -> sweeper.sweep());
  }

  /** {@link #consume(int, int, Function, Consumer)} without being told of database trouble. */
  public LaneConsumer consume(int lane, int max, Function<Batch, Future<Settlement>> writer) {
    return consume(lane, max, writer, ignored -> {});
  }

  /**
   * Works a lane: take, write, settle, until closed. Sleeps while nothing is pending. What the
   * database refuses for the moment is tried again with growing, jittered pauses, without calling
   * the writer again; a writer that settles nothing is called again after such a pause, too.
   *
   * @param max how many deliveries one batch may hold
   * @param writer called on the context of this call, with one batch at a time; a failure of its
   *     future puts the batch back and ends the loop, or, when it is a retriable {@link
   *     io.tidegate.store.DatabaseException}, makes it pause and take again
   * @param trouble told when the database fails and is waited for, and (empty) when it is back
   * @throws IllegalStateException when the lane is being worked already
   */
  public LaneConsumer consume(
      int lane,
      int max,
      Function<Batch, Future<Settlement>> writer,
      Consumer<Optional<DatabaseTrouble>> trouble) {
    LaneLoop loop = new LaneLoop(vertx, this, lane, max, writer, trouble);
    if (!loops.compareAndSet(lane, null, loop)) {
      throw new IllegalStateException("Lane " + lane + " of " + address + " has a writer already");
    }
    loop.start();
    return loop;
  }

  /** Closes the lanes' consumers and lets go of timers and subscriptions. Stores nothing. */
  public Future<Void> close() {
    vertx.cancelTimer(poll);
    List<Future<Void>> closing = new ArrayList<>();
    for (int lane = 0; lane < lanes(); lane++) {
      LaneLoop loop = loops.get(lane);
      if (loop != null) {
        closing.add(loop.close());
      }
    }
    return Future.join(closing)
        .<Void>mapEmpty()
        .eventually(notices::unregister)
        .eventually(presence::unregister);
  }

  boolean pending(int lane) {
    return state.pending(lane);
  }

  void left(LaneLoop loop) {
    loops.compareAndSet(loop.lane(), loop, null);
  }

  private void noticed(Message<JsonObject> notice) {
    if (!instance.equals(notice.body().getString("by"))) {
      refresh();
    }
  }

  /** Looks after what notifications do not. */
  private void tick() {
    if (ticking.compareAndSet(false, true)) {
      refresh()
          .compose(ignored -> appender.renew())
          .onComplete(
              done -> {
                ticking.set(false);
                if (done.succeeded()) {
                  sweeper.sweep();
                } else {
                  LOG.debug("Queue {} cannot be seen to: {}", address, done.cause().getMessage());
                }
              });
    }
  }

  /** Looks for what was appended or removed elsewhere. */
  private Future<Void> refresh() {
    return Transactions.statement(
            pool,
            connection ->
                connection
                    .preparedQuery(
                        "SELECT epoch, tails, dead_letters_removed FROM queue.address"
                            + " WHERE name = $1")
                    .execute(Tuple.of(address)))
        .map(
            rows -> {
              rows.forEach(this::refreshed);
              return null;
            });
  }

  private void refreshed(Row row) {
    if (row.getLong("epoch") != epoch) {
      fenced();
      return;
    }
    state.refreshed(
        Positions.of(row.getArrayOfLongs("tails")), row.getLong("dead_letters_removed"));
    for (int lane = 0; lane < lanes(); lane++) {
      wake(lane);
    }
  }

  private void fenced() {
    vertx.cancelTimer(poll);
    for (int lane = 0; lane < lanes(); lane++) {
      LaneLoop loop = loops.get(lane);
      if (loop != null) {
        loop.fail(new FencedException(address, "nothing more is taken"));
      }
    }
  }

  private void wake(int lane) {
    LaneLoop loop = loops.get(lane);
    if (loop != null && state.pending(lane)) {
      loop.wake();
    }
  }
}
