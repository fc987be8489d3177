package io.tidegate.sandbox.campaign;

import java.util.Comparator;
import java.util.Optional;

/**
 * Where a record stands in a list that is sorted by a field; the id settles what the value does
 * not.
 *
 * @param value the field's value as text, such that the order of the texts is that of the values
 */
record Place(String value, int id) {
  static final Comparator<Place> ORDER =
      Comparator.comparing(Place::value).thenComparingInt(Place::id);

  /** Finds the places of records for one order. */
  record Reader(Optional<Field> field) {
    Place of(Row row) {
      return new Place(field.map(sorted -> text(row, sorted)).orElse(""), row.id());
    }

    private static String text(Row row, Field field) {
      if (field.name().equals("created") || field.name().equals("lastModified")) {
        long time = field.name().equals("created") ? row.created() : row.lastModified();
        return Timestamps.format(time);
      }
      Object value = row.get(field);
      if (value == null) {
        return "";
      }
      return value instanceof Number number
          ? "%024.6f".formatted(number.doubleValue() + 1e15)
          : value.toString();
    }
  }

  String format() {
    return id + ":" + value;
  }

  static Place parse(String text) {
    int colon = text.indexOf(':');
    try {
      return new Place(text.substring(colon + 1), Integer.parseInt(text.substring(0, colon)));
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw CampaignException.notValid("_lineStart", "place in this list");
    }
  }
}
