package io.tidegate;

import io.tidegate.workflow.NotConfiguredException;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;

/** Stands for parts of the service that are not wired yet: each says so of itself. */
final class Unwired {
  private Unwired() {}

  static <T> T part(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              NotConfiguredException missing =
                  new NotConfiguredException(
                      "The service has no " + type.getSimpleName() + " yet.",
                      "Use a newer version of Tidegate.");
              if (method.getReturnType() == Future.class) {
                return Future.failedFuture(missing);
              }
              throw missing;
            }));
  }
}
