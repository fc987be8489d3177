package io.tidegate.mapping;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Tells whether two records have the same content, field by field, whichever way the two systems
 * write it. As {@link ContentHash} does, a text is compared without the blanks around it, and
 * without regard to case where the target rewrites that; and beyond that a moment is one however it
 * is written, and nothing is what the target shows in its place: it keeps no empty numbers, yes/no
 * fields or choices.
 */
public final class ComparedFields {
  private static final int HASH_BYTES = 16;

  /**
   * A field.
   *
   * @param path dotted
   * @param kind as the target's metadata gives it
   * @param caseless whether the target rewrites its case
   * @param absent what the target shows where there is nothing
   */
  public record Field(String path, String kind, boolean caseless, String absent) {

    /** What it shows, in the one way in which it is compared. */
    private String text(JsonObject record) {
      Object found = FieldPath.get(record, path);
      Object value = found instanceof JsonObject link ? link.getValue("PKey") : found;
      String text =
          value instanceof Number number
              ? Numbers.text(number)
              : value == null ? "" : value.toString().strip();
      if (text.isEmpty()) {
        return absent;
      }
      if (TargetTypes.moment(kind)) {
        return Times.parse(text).map(Object::toString).orElse(text);
      }
      if (TargetTypes.number(kind)) {
        return Numbers.of(text).map(number -> number.toPlainString()).orElse(text);
      }
      return caseless ? text.toLowerCase(Locale.ROOT) : text;
    }
  }

  private final List<Field> fields;

  public ComparedFields(List<Field> fields) {
    this.fields = fields.stream().sorted(Comparator.comparing(Field::path)).toList();
  }

  /** Sixteen bytes: the first half of a SHA-256. Equal for records with the same content. */
  public Buffer hash(JsonObject record) {
    MessageDigest digest = ContentHash.sha256();
    for (Field field : fields) {
      String text = field.text(record);
      // The length keeps a value from being taken for the end of one field and the start of
      // another.
      digest.update(
          (field.path() + '\0' + text.length() + '\0' + text).getBytes(StandardCharsets.UTF_8));
    }
    return Buffer.buffer(Arrays.copyOf(digest.digest(), HASH_BYTES));
  }

  /** The paths of the fields that differ, in their alphabetical order. */
  public List<String> differing(JsonObject one, JsonObject other) {
    List<String> differing = new ArrayList<>();
    for (Field field : fields) {
      if (!field.text(one).equals(field.text(other))) {
        differing.add(field.path());
      }
    }
    return differing;
  }
}
