package io.tidegate.configuration;

import io.tidegate.configuration.Change.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between two versions of a document, in words. Everything that is not said by a
 * sentence of its own is said property by property, so that no difference goes unsaid.
 */
final class Differences {
  private static final String CONVERSION = "conversion";
  private static final String VALUES = "values";

  private final Document document;
  private final List<Change> changes = new ArrayList<>();

  private Differences(Document document) {
    this.document = document;
  }

  /** Always in the same order. Empty if, and only if, both are equal. */
  static List<Change> between(Document document, JsonObject from, JsonObject to) {
    Differences differences = new Differences(document);
    differences.object(new Place("", "", ""), from, to);
    return List.copyOf(differences.changes);
  }

  /**
   * What is compared.
   *
   * @param subject what it is about, for people; empty for the document
   * @param before a pointer into the older version
   * @param after a pointer into the newer version
   */
  private record Place(String subject, String before, String after) {
    Place under(String step) {
      return at(step, step);
    }

    Place at(String stepBefore, String stepAfter) {
      return new Place(subject, before + "/" + stepBefore, after + "/" + stepAfter);
    }

    Place about(String more) {
      return new Place(subject.isEmpty() ? more : subject + " · " + more, before, after);
    }
  }

  private void object(Place place, JsonObject before, JsonObject after) {
    Set<String> names = new LinkedHashSet<>(after.fieldNames());
    names.addAll(before.fieldNames());
    if (Wording.isFed(before) && Wording.isFed(after)) {
      feed(place, before, after);
      names.removeAll(Wording.FEEDS);
    }
    for (String name : names) {
      boolean same =
          Objects.equals(before.getValue(name), after.getValue(name))
              && before.containsKey(name) == after.containsKey(name);
      if (!same) {
        Place inside = place.under(name.replace("~", "~0").replace("/", "~1"));
        property(inside, place, name, before.getValue(name), after.getValue(name));
      }
    }
  }

  /** Source, constant and expression take each other's place. */
  private void feed(Place place, JsonObject before, JsonObject after) {
    boolean same =
        Wording.FEEDS.stream()
            .allMatch(
                name ->
                    Objects.equals(before.getValue(name), after.getValue(name))
                        && before.containsKey(name) == after.containsKey(name));
    if (!same) {
      add(Kind.CHANGED, place, Wording.feed(before) + " → " + Wording.feed(after));
    }
  }

  private void property(Place place, Place parent, String name, Object before, Object after) {
    Optional<String> key = Wording.keyOf(document, name);
    if (key.isPresent() && isList(before) && isList(after)) {
      list(place, name, key.get(), (JsonArray) before, (JsonArray) after);
    } else if (name.equals(CONVERSION) && bothTables(before, after)) {
      object(place, (JsonObject) before, (JsonObject) after);
    } else if (name.equals(VALUES)
        && before instanceof JsonObject rows
        && after instanceof JsonObject rowsAfter) {
      rows(place, rows, rowsAfter);
    } else if (Wording.isStructure(document, name, before, after)) {
      structure(place, name, (JsonObject) before, (JsonObject) after);
    } else {
      Place shown = after == null ? new Place(place.subject(), "", parent.after()) : place;
      add(Kind.CHANGED, shown, Wording.changed(name, before, after));
    }
  }

  /** Objects that are a thing of their own: a connection, a mapping, a group of options. */
  private void structure(Place place, String name, JsonObject before, JsonObject after) {
    Place inside = place.about(Wording.subject(document, name));
    if (before == null) {
      add(Kind.ADDED, inside, Wording.added(after));
    } else if (after == null) {
      add(Kind.REMOVED, inside, "removed");
    } else {
      object(Wording.isTransparent(name) ? place : inside, before, after);
    }
  }

  private void rows(Place place, JsonObject before, JsonObject after) {
    Set<String> values = new LinkedHashSet<>(after.fieldNames());
    values.addAll(before.fieldNames());
    for (String value : values) {
      Place row = place.under(value.replace("~", "~0").replace("/", "~1"));
      Object earlier = before.getValue(value);
      Object later = after.getValue(value);
      if (!before.containsKey(value)) {
        add(Kind.ADDED, row, Wording.row(value, later) + " added");
      } else if (!after.containsKey(value)) {
        add(Kind.REMOVED, row, Wording.row(value, earlier) + " removed");
      } else if (!Objects.equals(earlier, later)) {
        add(
            Kind.CHANGED,
            row,
            Wording.row(value, earlier) + " is now " + Wording.row(value, later));
      }
    }
  }

  /** Lists of things that have names: by their names, wherever they stand. */
  private void list(Place place, String name, String key, JsonArray before, JsonArray after) {
    Map<String, Integer> earlier = byName(before, key);
    Map<String, Integer> later = byName(after, key);
    if (earlier.size() < before.size() || later.size() < after.size()) {
      add(Kind.CHANGED, place, Wording.changed(name, before, after));
      return;
    }
    later.forEach(
        (id, index) -> {
          Integer was = earlier.get(id);
          JsonObject is = after.getJsonObject(index);
          if (was == null) {
            Place added = place.at("", index.toString()).about(Wording.name(name, id));
            add(Kind.ADDED, added, Wording.added(is));
          } else {
            object(
                place.at(was.toString(), index.toString()).about(Wording.name(name, id)),
                before.getJsonObject(was),
                is);
          }
        });
    earlier.forEach(
        (id, index) -> {
          if (!later.containsKey(id)) {
            Place removed = place.at(index.toString(), "").about(Wording.name(name, id));
            add(Kind.REMOVED, removed, "removed");
          }
        });
    List<String> order = new ArrayList<>(earlier.keySet());
    order.retainAll(later.keySet());
    List<String> newOrder = new ArrayList<>(later.keySet());
    newOrder.retainAll(earlier.keySet());
    if (!order.equals(newOrder)) {
      add(Kind.CHANGED, place, "order of the " + Wording.label(name) + " changed");
    }
  }

  /** Where each stands; fewer than there are when two have the same name, or one has none. */
  private static Map<String, Integer> byName(JsonArray list, String key) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.getValue(i) instanceof JsonObject item
          && item.getValue(key) instanceof String name) {
        places.putIfAbsent(name, i);
      }
    }
    return places;
  }

  private static boolean isList(Object value) {
    return value instanceof JsonArray;
  }

  private static boolean bothTables(Object before, Object after) {
    return Wording.isTable(before) && Wording.isTable(after);
  }

  private void add(Kind kind, Place place, String text) {
    String subject = place.subject().isEmpty() ? document.id() : place.subject();
    String pointer = kind == Kind.REMOVED ? place.before() : place.after();
    changes.add(new Change(document, kind, subject, text, pointer));
  }
}
