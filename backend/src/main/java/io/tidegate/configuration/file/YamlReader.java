package io.tidegate.configuration.file;

import io.tidegate.configuration.InvalidConfigurationException;
import io.tidegate.configuration.InvalidConfigurationException.Place;
import io.tidegate.mapping.Misfit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 into JSON and remembers where everything stood. Refuses what JSON does not have
 * and what could be used against the reader: anchors and aliases, tags, duplicate keys, several
 * documents, great depth and size.
 */
final class YamlReader {
  static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 40;
  private static final int MAX_VALUES = 200_000;

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,300}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,5})?");

  private final Iterator<Event> events;
  private final Map<String, Place> places = new HashMap<>();
  private Place last = new Place(1, 1);
  private int values;

  private YamlReader(String yaml) {
    this.events =
        new Parse(
                LoadSettings.builder()
                    .setCodePointLimit(MAX_CHARACTERS)
                    .setLabel("the file")
                    .build())
            .parseString(yaml)
            .iterator();
  }

  /**
   * A file's content.
   *
   * @param places of the values, and of the keys that name them, by JSON pointer
   */
  record Content(JsonObject json, Map<String, Place> places) {

    /** Where something is, or what it would stand in. */
    Place place(String pointer) {
      String at = pointer;
      while (!places.containsKey(at) && !at.isEmpty()) {
        at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
      }
      return places.getOrDefault(at, new Place(1, 1));
    }

    /** The misfits with their places. */
    InvalidConfigurationException invalid(List<Misfit> misfits) {
      Map<Misfit, Place> found = new HashMap<>();
      misfits.forEach(misfit -> found.put(misfit, place(misfit.pointer())));
      return new InvalidConfigurationException(misfits, found);
    }
  }

  /**
   * Reads a file.
   *
   * @throws InvalidConfigurationException with the line and column of what is wrong
   */
  static Content read(String yaml) {
    String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
    if (text.length() > MAX_CHARACTERS) {
      throw refused(
          "", new Place(1, 1), "The file is larger than 1 MB.", "Leave out what is not meant.");
    }
    YamlReader reader = new YamlReader(text);
    try {
      return new Content(reader.document(), Map.copyOf(reader.places));
    } catch (MarkedYamlEngineException wrong) {
      throw refused(
          "",
          wrong.getProblemMark().map(YamlReader::place).orElse(reader.last),
          "This is not YAML: " + wrong.getProblem() + ".",
          "Correct it; often it is the indentation, or a text that needs quotes.");
    } catch (YamlEngineException | IndexOutOfBoundsException wrong) {
      throw refused(
          "", reader.last, "This is not YAML.", "Look for characters that do not belong there.");
    }
  }

  private JsonObject document() {
    next();
    Event start = next();
    if (!(start instanceof DocumentStartEvent)) {
      throw refused("", last, "The file is empty.", "See docs/configuration-file.md.");
    }
    Object content = value("", next(), 0);
    next();
    if (next() instanceof DocumentStartEvent) {
      throw refused("", last, "The file has a second document.", "Take out the line \"---\".");
    }
    if (!(content instanceof JsonObject whole)) {
      throw refused(
          "", new Place(1, 1), "The file holds no properties.", "See docs/configuration-file.md.");
    }
    return whole;
  }

  private Event next() {
    Event event = events.next();
    event.getStartMark().ifPresent(mark -> last = place(mark));
    return event;
  }

  private Object value(String pointer, Event event, int depth) {
    places.putIfAbsent(pointer, last);
    plain(pointer, event);
    if (++values > MAX_VALUES || depth > MAX_DEPTH) {
      throw refused(
          pointer,
          last,
          depth > MAX_DEPTH ? "This lies too deep." : "The file holds too much.",
          "Leave out what is not meant.");
    }
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    return event instanceof MappingStartEvent ? object(pointer, depth) : array(pointer, depth);
  }

  /** What JSON does not have. */
  private void plain(String pointer, Event event) {
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
      throw refused(
          pointer, last, "Anchors and aliases are not taken.", "Write the value out here.");
    }
    Optional<?> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : event instanceof MappingStartEvent mapping
                ? mapping.getTag()
                : event instanceof SequenceStartEvent sequence
                    ? sequence.getTag()
                    : Optional.empty();
    if (tag.isPresent()) {
      throw refused(pointer, last, "Tags are not taken.", "Take the tag out.");
    }
  }

  private JsonObject object(String pointer, int depth) {
    JsonObject object = new JsonObject();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      plain(pointer, event);
      if (!(event instanceof ScalarEvent key)) {
        throw refused(pointer, last, "A key must be a text.", "Write a property's name here.");
      }
      String inner = pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
      Place named = last;
      if (object.containsKey(key.getValue())) {
        throw refused(
            inner,
            named,
            "\"%s\" stands here twice.".formatted(key.getValue()),
            "Keep one of the two.");
      }
      places.put(inner, named);
      object.put(key.getValue(), value(inner, next(), depth + 1));
    }
    return object;
  }

  private JsonArray array(String pointer, int depth) {
    JsonArray array = new JsonArray();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      array.add(value(pointer + "/" + array.size(), event, depth + 1));
    }
    return array;
  }

  /** The core schema of YAML 1.2, without octal and hexadecimal numbers, infinity and NaN. */
  private static Object scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return text;
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> number(text);
    };
  }

  private static Object number(String text) {
    if (INTEGER.matcher(text).matches()) {
      BigInteger integer = new BigInteger(text);
      return integer.bitLength() < 32
          ? (Object) integer.intValue()
          : integer.bitLength() < 64 ? (Object) integer.longValue() : integer;
    }
    if (DECIMAL.matcher(text).matches()) {
      double decimal = Double.parseDouble(text);
      return Double.isInfinite(decimal) ? (Object) text : decimal;
    }
    return text;
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static InvalidConfigurationException refused(
      String pointer, Place place, String message, String remedy) {
    Misfit misfit = new Misfit(pointer, message, remedy);
    return new InvalidConfigurationException(List.of(misfit), Map.of(misfit, place));
  }
}
