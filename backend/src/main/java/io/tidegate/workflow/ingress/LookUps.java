package io.tidegate.workflow.ingress;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Looks records up one by one, a few at once. */
final class LookUps {
  private static final int AT_ONCE = 8;

  private LookUps() {}

  /** What was found of each; fails as soon as one does. */
  static <K, V> Future<Map<K, V>> each(Collection<K> keys, Function<K, Future<V>> lookUp) {
    Queue<K> left = new ConcurrentLinkedQueue<>(new LinkedHashSet<>(keys));
    Map<K, V> found = new ConcurrentHashMap<>();
    List<Future<Void>> lines = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      lines.add(next(left, found, lookUp));
    }
    return Future.all(lines).map(found);
  }

  private static <K, V> Future<Void> next(
      Queue<K> left, Map<K, V> found, Function<K, Future<V>> lookUp) {
    K key = left.poll();
    return key == null
        ? Future.succeededFuture()
        : lookUp
            .apply(key)
            .compose(
                value -> {
                  found.put(key, value);
                  return next(left, found, lookUp);
                });
  }
}
