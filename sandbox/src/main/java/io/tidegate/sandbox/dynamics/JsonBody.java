package io.tidegate.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON straight into a buffer: pages of thousands of rows are not built as trees first. */
final class JsonBody {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Something that writes JSON. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonBody() {}

  static Buffer write(int expectedBytes, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedBytes);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
