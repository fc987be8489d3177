package io.tidegate.sandbox.control;

import io.tidegate.sandbox.faults.Fault;
import io.tidegate.sandbox.faults.FaultKind;
import io.tidegate.sandbox.faults.Faults;
import io.tidegate.sandbox.journal.Api;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads and shows faults. */
final class FaultControl {
  private static final List<String> APIS = Stream.of(Api.values()).map(Api::label).toList();
  private static final List<String> KINDS =
      Stream.of(FaultKind.values()).map(FaultKind::label).toList();
  private static final int AN_HOUR = 3_600_000;

  private FaultControl() {}

  static Fault parse(Buffer body) {
    Input input =
        Input.of(
            body,
            "api",
            "method",
            "path",
            "kind",
            "status",
            "code",
            "retryAfterSeconds",
            "delayMillis",
            "share",
            "count");
    Api api = input.choice("api", APIS).flatMap(Api::ofLabel).orElseThrow(() -> missing("api"));
    FaultKind kind =
        input.choice("kind", KINDS).flatMap(FaultKind::ofLabel).orElseThrow(() -> missing("kind"));
    if (kind == FaultKind.EXPIRED_TOKEN && (api == Api.ENTRA || api == Api.IMS)) {
      throw input.bad("kind", "no token is presented to " + api.label());
    }
    boolean delays = kind == FaultKind.LATENCY || kind == FaultKind.SLOW_BODY;
    Optional<Integer> status = input.whole("status", 300, 599);
    Optional<Integer> delay = input.whole("delayMillis", 1, AN_HOUR);
    if (kind == FaultKind.STATUS && status.isEmpty()) {
      throw missing("status");
    }
    if (delays && delay.isEmpty()) {
      throw missing("delayMillis");
    }
    Optional<Integer> retryAfter = input.whole("retryAfterSeconds", 0, AN_HOUR);
    Optional<Integer> count = input.whole("count", 1, Integer.MAX_VALUE);
    return new Fault(
        api,
        input.text("method"),
        input.text("path").map(path -> pattern(input, path)),
        kind,
        status.orElse(0),
        input.text("code"),
        retryAfter.isPresent() ? OptionalInt.of(retryAfter.get()) : OptionalInt.empty(),
        delay.orElse(0),
        input.number("share", 0, 1).orElse(1.0),
        count.isPresent() ? OptionalLong.of(count.get()) : OptionalLong.empty());
  }

  static JsonObject list(Faults faults) {
    JsonArray all = new JsonArray();
    faults.list().forEach(active -> all.add(show(active)));
    return new JsonObject().put("faults", all);
  }

  private static JsonObject show(Faults.Active active) {
    Fault fault = active.fault();
    return new JsonObject()
        .put("id", active.id())
        .put("hits", active.hits())
        .put("api", fault.api().label())
        .put("method", fault.method().orElse(null))
        .put("path", fault.path().map(Pattern::pattern).orElse(null))
        .put("kind", fault.kind().label())
        .put("status", fault.status() == 0 ? null : fault.status())
        .put("code", fault.code().orElse(null))
        .put(
            "retryAfterSeconds",
            fault.retryAfterSeconds().isPresent() ? fault.retryAfterSeconds().getAsInt() : null)
        .put("delayMillis", fault.delayMillis() == 0 ? null : fault.delayMillis())
        .put("share", fault.share())
        .put("count", fault.count().isPresent() ? fault.count().getAsLong() : null);
  }

  private static Pattern pattern(Input input, String path) {
    try {
      return Pattern.compile(path);
    } catch (PatternSyntaxException e) {
      throw input.bad("path", "is not a regular expression: " + e.getDescription());
    }
  }

  private static BadInputException missing(String field) {
    return new BadInputException(field, "is required");
  }
}
