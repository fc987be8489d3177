package io.tidegate.sandbox.faults;

import io.tidegate.sandbox.journal.Api;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The faults in force, in the order in which they were set. Which requests a share strikes is drawn
 * from a fixed seed, anew after each reset.
 */
public final class Faults {
  private static final long SEED = 20190925;

  /** A fault in force; counts the requests it has struck. */
  public static final class Active {
    private final String id;
    private final Fault fault;
    private long hits;

    private Active(String id, Fault fault) {
      this.id = id;
      this.fault = fault;
    }

    public String id() {
      return id;
    }

    public Fault fault() {
      return fault;
    }

    public synchronized long hits() {
      return hits;
    }

    private synchronized boolean strikes(Random random) {
      boolean left = fault.count().isEmpty() || hits < fault.count().getAsLong();
      boolean struck = left && (fault.share() >= 1 || random.nextDouble() < fault.share());
      if (struck) {
        hits++;
      }
      return struck;
    }
  }

  private final List<Active> active = new CopyOnWriteArrayList<>();
  private final Random random = new Random(SEED);
  private int last;

  /** Puts a fault in force. */
  public synchronized Active add(Fault fault) {
    Active added = new Active("f" + ++last, fault);
    active.add(added);
    return added;
  }

  public List<Active> list() {
    return List.copyOf(active);
  }

  /** Lifts one fault; false when there is none of this id. */
  public boolean remove(String id) {
    return active.removeIf(fault -> fault.id().equals(id));
  }

  /** Lifts all faults. */
  public void clear() {
    active.clear();
    random.setSeed(SEED);
  }

  boolean none() {
    return active.isEmpty();
  }

  /** The first latency, or the first other fault, that strikes a request. */
  Optional<Active> strike(Api api, String method, String path, boolean latency) {
    for (Active candidate : active) {
      if ((candidate.fault().kind() == FaultKind.LATENCY) == latency
          && candidate.fault().matches(api, method, path)
          && candidate.strikes(random)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
