package io.tidegate.configuration.file;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes JSON as canonical YAML: equal contents have equal texts, with the properties in the order
 * in which a person thinks of them.
 */
final class YamlWriter {

  /** Those that are not named come last, by name. */
  private static final List<String> ORDER =
      List.of(
          ("tidegate connections ingress egress consent dynamics campaign sftp host port user"
                  + " hostKey url organization tenant tokenUrl clientId scopes requestsPerSecond"
                  + " maxConcurrency averageConcurrency flows id channel type enabled mapping entity"
                  + " key sourceKey resource targetKey picklists filter all any operator value"
                  + " target source constant expression conversion maxLength overflow decimals zone"
                  + " values otherwise unlisted applyUpdates empty attribute field direction"
                  + " attributes links flow lookupFilter lookupParameter deletions"
                  + " deleteFilteredOut heldDeletionShare pageSize pollSeconds parentWaitSeconds"
                  + " schemaCheckSeconds rows policy")
              .split(" ", -1));

  private static final Map<String, Integer> RANKS = ranks();
  private static final Comparator<String> BY_RANK =
      Comparator.<String>comparingInt(name -> RANKS.getOrDefault(name, ORDER.size()))
          .thenComparing(Comparator.naturalOrder());

  /** Words that are texts everywhere; those that YAML 1.1 takes for yes and no get quotes. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");

  private static final Pattern AMBIGUOUS = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSplitLines(false)
          .setWidth(Integer.MAX_VALUE)
          .setIndent(2)
          .setUseUnicodeEncoding(true)
          .setMaxSimpleKeyLength(1_024)
          .build();

  private YamlWriter() {}

  static String write(JsonObject content) {
    return new Present(SETTINGS)
        .emitToString(new Serialize(SETTINGS).serializeOne(node(content)).iterator());
  }

  private static Node node(Object value) {
    if (value instanceof JsonObject object) {
      List<NodeTuple> tuples =
          object.fieldNames().stream()
              .sorted(BY_RANK)
              .map(name -> new NodeTuple(text(name), node(object.getValue(name))))
              .toList();
      return new MappingNode(Tag.MAP, tuples, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }
    if (value instanceof JsonArray array) {
      List<Node> items = new ArrayList<>();
      array.forEach(item -> items.add(node(item)));
      return new SequenceNode(Tag.SEQ, items, items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }
    if (value == null) {
      return new ScalarNode(Tag.NULL, "null", ScalarStyle.PLAIN);
    }
    if (value instanceof Boolean) {
      return new ScalarNode(Tag.BOOL, value.toString(), ScalarStyle.PLAIN);
    }
    if (value instanceof Number) {
      boolean whole = !(value instanceof Double) && !(value instanceof Float);
      return new ScalarNode(whole ? Tag.INT : Tag.FLOAT, value.toString(), ScalarStyle.PLAIN);
    }
    return text(value.toString());
  }

  private static ScalarNode text(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !AMBIGUOUS.matcher(text).matches();
    return new ScalarNode(Tag.STR, text, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
  }

  private static Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new HashMap<>();
    ORDER.forEach(name -> ranks.put(name, ranks.size()));
    return ranks;
  }
}
