package io.tidegate.configuration.connections;

import io.tidegate.store.Secrets;
import io.tidegate.workflow.Connections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors in use. Who needs some leases them; equal connections with the same secrets are
 * shared, and closed when the last lease is released. The vendors' limits hold for an account, so
 * its gate is shared also by connections that differ otherwise.
 *
 * <p>Safe for use from any thread. What is made here belongs to the service and not to the verticle
 * that asked for it first.
 */
public final class Connectors implements Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

  private final Vertx vertx;
  private final ContextInternal home;
  private final Secrets secrets;
  private final Map<Object, Shared<?>> shared = new HashMap<>();

  /** What one lease or more use. */
  private static final class Shared<T> {
    final T value;
    int users;

    Shared(T value) {
      this.value = value;
    }
  }

  public Connectors(Vertx vertx, Secrets secrets) {
    this.vertx = vertx;
    // Vert.x closes what is made on a verticle's context with the verticle; and only its internals
    // can do a thing on another context at once.
    this.home = ((VertxInternal) vertx).createEventLoopContext();
    this.secrets = secrets;
  }

  /**
   * Connectors for a run: for the content of the document {@code connections} or a part of it, with
   * the secrets as they are now. The pace and concurrency that it says hold from now on for all who
   * share the account. Nothing is sent yet.
   *
   * @param connections what is said under {@code secrets} is not looked at
   */
  public Lease lease(JsonObject connections) {
    return new Lease(this, config(connections), secrets(), Lease.Use.RUN);
  }

  @Override
  public Systems connect(JsonObject connections) {
    Lease lease = lease(connections);
    try {
      return new Systems(lease.dynamics(), lease.campaign(), lease.sftp(), lease::release);
    } catch (RuntimeException incomplete) {
      lease.release();
      throw incomplete;
    }
  }

  /** As {@link #lease}, for somebody who only looks. */
  public Lease guest(JsonObject connections) {
    return new Lease(this, config(connections), secrets(), Lease.Use.GUEST);
  }

  /** As {@link #lease}, with connections and secrets that are to be tested. */
  Lease test(ConnectionsConfig config, Map<ConnectionSecret, String> secrets) {
    return new Lease(this, config, secrets, Lease.Use.TEST);
  }

  /** The secrets there are. */
  Map<ConnectionSecret, String> secrets() {
    Map<ConnectionSecret, String> values = new EnumMap<>(ConnectionSecret.class);
    for (ConnectionSecret secret : ConnectionSecret.values()) {
      secrets.value(secret.id()).ifPresent(value -> values.put(secret, value));
    }
    return values;
  }

  private static ConnectionsConfig config(JsonObject connections) {
    JsonObject document = connections.copy();
    document.remove("secrets");
    return Endpoints.read(document);
  }

  Vertx vertx() {
    return vertx;
  }

  /** Uses what others with an equal key use too, or makes it. To be {@link #release}d. */
  @SuppressWarnings("unchecked")
  synchronized <T> T use(Object key, Supplier<T> make) {
    Shared<?> used = shared.computeIfAbsent(key, missing -> new Shared<>(isolated(make)));
    used.users++;
    return (T) used.value;
  }

  /** Closes it after its last user. */
  <T> void release(Object key, T value, Function<T, Future<Void>> close) {
    if (isUnused(key)) {
      close
          .apply(value)
          .onFailure(failure -> LOG.warn("A connection did not close cleanly", failure));
    }
  }

  private synchronized boolean isUnused(Object key) {
    Shared<?> used = shared.get(key);
    used.users--;
    return used.users == 0 && shared.remove(key, used);
  }

  private <T> T isolated(Supplier<T> make) {
    ContextInternal caller = home.beginDispatch();
    try {
      return make.get();
    } finally {
      home.endDispatch(caller);
    }
  }
}
