package io.tidegate.sandbox.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a selection page by page. The place where the next page starts names the last record seen,
 * not a number of records to skip: what is added or deleted meanwhile shifts nothing. A record that
 * is modified between two pages in modification order comes again at its new place.
 */
final class Listing {
  /**
   * How a list is sorted.
   *
   * @param field by which field; empty for the order of creation, or of modification where a filter
   *     asks for modifications
   */
  record Order(Optional<Field> field, boolean descending) {
    static final Order NONE = new Order(Optional.empty(), false);
  }

  /**
   * A page.
   *
   * @param last the place of its last record, empty when there is nothing behind it
   */
  record Page(List<Row> rows, Optional<String> last) {}

  private final ResourceStore store;
  private final Selection selection;

  Listing(ResourceStore store, Selection selection) {
    this.store = store;
    this.selection = selection;
  }

  long count() {
    if (selection.everything()) {
      return store.count();
    }
    long[] count = {0};
    each(row -> count[0]++);
    return count[0];
  }

  /**
   * Reads a page.
   *
   * @param after place of the last record of the page before, empty for the first page
   */
  Page page(Order order, String after, int limit) {
    if (order.field().isEmpty() && selection.window().isEmpty()) {
      return byId(after, limit);
    }
    boolean modified = order.field().map(field -> field.name().equals("lastModified")).orElse(true);
    if (modified && selection.ids().isEmpty()) {
      return byModification(after, limit, order.descending());
    }
    return byValue(order, after, limit);
  }

  private Page byId(String after, int limit) {
    int start = after.isEmpty() ? 0 : (int) number(after) + 1;
    List<Row> found = new ArrayList<>();
    int[] ids = selection.ids().orElse(null);
    int end = ids == null ? store.used() : ids.length;
    for (int i = ids == null ? start : 0; i < end && found.size() <= limit; i++) {
      Row row = store.get(ids == null ? i : ids[i]);
      if (row != null && row.id() >= start && selection.matches(row)) {
        found.add(row);
      }
    }
    return cut(found, limit, row -> "" + row.id());
  }

  private Page byModification(String after, int limit, boolean descending) {
    ModificationLog log = store.log();
    List<Row> found = new ArrayList<>();
    int from = selection.window().map(window -> log.from(window.from())).orElse(0);
    if (descending) {
      int entry = after.isEmpty() ? log.size() - 1 : log.after(number(after) - 1) - 1;
      for (; entry >= from && found.size() <= limit; entry--) {
        addCurrent(entry, found);
      }
    } else {
      int entry = after.isEmpty() ? from : Math.max(from, log.after(number(after)));
      for (; entry < log.size() && found.size() <= limit; entry++) {
        addCurrent(entry, found);
      }
    }
    return cut(found, limit, row -> "" + row.sequence());
  }

  private void addCurrent(int entry, List<Row> found) {
    Row row = store.current(entry);
    if (row != null && selection.matches(row)) {
      found.add(row);
    }
  }

  /**
   * The smallest values behind the place, kept in a heap: one walk a page, however long the list.
   */
  private Page byValue(Order order, String after, int limit) {
    Place.Reader reader = new Place.Reader(order.field());
    Comparator<Place> ascending = Place.ORDER;
    Comparator<Place> comparator = order.descending() ? ascending.reversed() : ascending;
    Optional<Place> start = after.isEmpty() ? Optional.empty() : Optional.of(Place.parse(after));
    PriorityQueue<Place> best = new PriorityQueue<>(comparator.reversed());
    each(
        row -> {
          Place place = reader.of(row);
          if (start.isEmpty() || comparator.compare(place, start.get()) > 0) {
            best.add(place);
            if (best.size() > limit + 1) {
              best.remove();
            }
          }
        });
    List<Place> places = new ArrayList<>(best);
    places.sort(comparator);
    List<Row> found = places.stream().map(place -> store.get(place.id())).toList();
    return cut(found, limit, row -> reader.of(row).format());
  }

  private void each(Consumer<Row> consumer) {
    Consumer<Row> matching =
        row -> {
          if (row != null && selection.matches(row)) {
            consumer.accept(row);
          }
        };
    if (selection.ids().isPresent()) {
      for (int id : selection.ids().get()) {
        matching.accept(store.get(id));
      }
    } else if (selection.window().isPresent()) {
      int from = store.log().from(selection.window().get().from());
      for (int entry = from; entry < store.log().size(); entry++) {
        matching.accept(store.current(entry));
      }
    } else {
      store.each(matching);
    }
  }

  private static Page cut(List<Row> found, int limit, Function<Row, String> place) {
    if (found.size() <= limit) {
      return new Page(found, Optional.empty());
    }
    List<Row> page = found.subList(0, limit);
    return new Page(page, Optional.of(place.apply(page.get(limit - 1))));
  }

  private static long number(String place) {
    try {
      return Long.parseLong(place);
    } catch (NumberFormatException e) {
      throw CampaignException.notValid("_lineStart", "place in this list");
    }
  }
}
