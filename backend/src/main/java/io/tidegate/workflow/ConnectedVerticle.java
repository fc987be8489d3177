package io.tidegate.workflow;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * A run with its connections, which are given back when it has ended: its verticle is a child, and
 * children end before their parent does.
 */
public final class ConnectedVerticle extends VerticleBase {
  private final Connections.Systems systems;
  private final Deployable verticle;

  public ConnectedVerticle(Connections.Systems systems, Deployable verticle) {
    this.systems = systems;
    this.verticle = verticle;
  }

  @Override
  public Future<?> start() {
    return vertx.deployVerticle(verticle).onFailure(failed -> systems.release().run());
  }

  @Override
  public Future<?> stop() {
    systems.release().run();
    return Future.succeededFuture();
  }
}
