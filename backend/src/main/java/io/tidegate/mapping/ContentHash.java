package io.tidegate.mapping;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises content that is already in the target.
 *
 * <p>The hash is taken over the mapped fields as the target keeps them: Campaign's data policies
 * rewrite some texts (smartCase makes "DOE" "Doe"), so those are compared without regard to case,
 * and an empty text counts as none. Otherwise a record that comes back rewritten would be written
 * for ever.
 */
public final class ContentHash {
  private static final HexFormat HEX = HexFormat.of();

  private final List<String> fields;
  private final Set<String> caseless;

  /**
   * The hash for one mapping.
   *
   * @param mapping says which fields count
   * @param caseless those among them whose case the target rewrites
   */
  public ContentHash(Mapping mapping, Set<String> caseless) {
    this(mapping.attributes().stream().map(AttributeMapping::target).toList(), caseless);
  }

  /**
   * The hash over some fields.
   *
   * @param fields dotted paths; a link counts as the {@code PKey} it leads to
   * @param caseless those among them whose case the target rewrites
   */
  public ContentHash(Collection<String> fields, Set<String> caseless) {
    this.fields = fields.stream().sorted().toList();
    this.caseless = Set.copyOf(caseless);
  }

  /** 32 hexadecimal digits: the first half of a SHA-256. */
  public String of(JsonObject record) {
    MessageDigest digest = sha256();
    for (String field : fields) {
      Object found = FieldPath.get(record, field);
      Object value = found instanceof JsonObject link ? link.getValue("PKey") : found;
      String text = value == null ? "" : text(value).strip();
      String kept = caseless.contains(field) ? text.toLowerCase(Locale.ROOT) : text;
      // The length keeps a value from being taken for the end of one field and the start of
      // another.
      digest.update((field + '\0' + kept.length() + '\0' + kept).getBytes(StandardCharsets.UTF_8));
    }
    return HEX.formatHex(digest.digest(), 0, 16);
  }

  /** What is written as 12.50 may come back as 12.5. */
  private static String text(Object value) {
    return value instanceof Number number ? Numbers.text(number) : value.toString();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java platform has SHA-256", impossible);
    }
  }
}
