package io.tidegate.sandbox.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What a control answers: a status and, where there is one, a body. */
record Answer(int status, Optional<JsonObject> body) {
  static Future<Answer> ok(JsonObject body) {
    return Future.succeededFuture(new Answer(200, Optional.of(body)));
  }

  static Future<Answer> created(JsonObject body) {
    return Future.succeededFuture(new Answer(201, Optional.of(body)));
  }

  static Future<Answer> done() {
    return Future.succeededFuture(new Answer(204, Optional.empty()));
  }
}
