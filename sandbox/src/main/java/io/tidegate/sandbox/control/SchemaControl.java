package io.tidegate.sandbox.control;

import io.tidegate.sandbox.dynamics.DataverseException;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Changes the schema of either system, as its administrator could. */
record SchemaControl(TableSchema dynamics, ResourceSchema campaign) {
  private static final int LONGEST = 4000;
  private static final int USUAL_LENGTH = 100;

  void change(Buffer body) {
    String[] fields =
        Stream.of(Stream.of("api"), TableSchema.FIELDS.stream(), ResourceSchema.FIELDS.stream())
            .flatMap(part -> part)
            .toArray(String[]::new);
    Input input = Input.of(body, fields);
    String api =
        input
            .choice("api", List.of("dynamics", "campaign"))
            .orElseThrow(() -> input.bad("api", "is required"));
    if (api.equals("dynamics")) {
      dynamics.change(input);
    } else {
      campaign.change(input);
    }
  }

  /** Carries out a change that is told by a text alone. */
  static void text(Input input, String field, Consumer<String> change) {
    input.text(field).ifPresent(name -> attempt(input, field, () -> change.accept(name)));
  }

  /**
   * Carries out a change that has an object of its own, with these fields; a refusal by the schema
   * names the first of them.
   */
  static void part(Input input, String name, Consumer<Input> change, String... fields) {
    input
        .object(name, fields)
        .ifPresent(object -> attempt(object, fields[0], () -> change.accept(object)));
  }

  /** The longest text that a field of this object takes. */
  static int requiredLength(Input input) {
    return input
        .whole("maxLength", 1, LONGEST)
        .orElseThrow(() -> input.bad("maxLength", "is required"));
  }

  static int usualLength(Input input) {
    return input.whole("maxLength", 1, LONGEST).orElse(USUAL_LENGTH);
  }

  private static void attempt(Input input, String field, Runnable change) {
    try {
      change.run();
    } catch (IllegalArgumentException | DataverseException e) {
      throw input.bad(field, e.getMessage());
    }
  }
}
