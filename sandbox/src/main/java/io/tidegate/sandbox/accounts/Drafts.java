package io.tidegate.sandbox.accounts;

import io.tidegate.sandbox.dynamics.Column;
import io.tidegate.sandbox.dynamics.DynamicsStore;
import io.tidegate.sandbox.dynamics.EntityType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Makes up what stands in accounts, subscriptions and invoice lines, as far as the schema of the
 * moment takes it: columns and options that somebody dropped are left out.
 */
final class Drafts {
  private static final List<String> FIRST =
      List.of("Adria", "Borealis", "Contoso", "Delta", "Fabrikam", "Litware", "Nordwind", "Orion");
  private static final List<String> SECOND =
      List.of("Foods", "Insurance", "Logistics", "Motors", "Pharma", "Textiles", "Travel", "Works");
  private static final List<String> CITIES =
      List.of("Bologna", "Göteborg", "Köln", "Lyon", "Milano", "Porto", "Rotterdam", "Łódź");
  private static final List<String> PRODUCTS =
      List.of("Analytics", "Archive", "Support", "Training", "Newsletter", "Loyalty", "Voucher");
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final int DAYS = 900;

  private final Map<String, EntityType> types;

  Drafts(DynamicsStore store) {
    types = store.types().stream().collect(Collectors.toMap(EntityType::logicalName, type -> type));
  }

  /** All of a new row. */
  Map<String, Object> row(Level level, UUID id, UUID parent, RandomGenerator random) {
    Map<String, Object> values = new LinkedHashMap<>();
    switch (level) {
      case ACCOUNT -> account(values, id, random);
      case SUBSCRIPTION -> subscription(values, id, random);
      case LINE -> line(values, random);
    }
    level.lookup().ifPresent(lookup -> values.put(lookup, level.reference(parent)));
    return known(level, values);
  }

  /** One column with a new value. */
  Map<String, Object> change(Level level, RandomGenerator random) {
    Map<String, Object> all = new HashMap<>(row(level, new UUID(0, 0), new UUID(0, 0), random));
    level.lookup().ifPresent(all::remove);
    all.remove("accountnumber");
    all.remove("new_number");
    List<String> names = all.keySet().stream().sorted().toList();
    if (names.isEmpty()) {
      return Map.of();
    }
    String name = names.get(random.nextInt(names.size()));
    return Map.of(name, all.get(name));
  }

  private void account(Map<String, Object> values, UUID id, RandomGenerator random) {
    String name = pick(FIRST, random) + " " + pick(SECOND, random);
    values.put("name", name + " " + random.nextInt(1000));
    values.put("accountnumber", "A" + number(id));
    values.put("emailaddress1", "info" + random.nextInt(100_000) + "@business.example");
    values.put("telephone1", "+39 0" + random.nextInt(10_000_000, 100_000_000));
    values.put("address1_city", pick(CITIES, random));
    values.put("numberofemployees", random.nextInt(1, 5000));
    values.put("revenue", amount(10_000_000, random));
    values.put("donotbulkemail", random.nextInt(10) == 0);
    choose(Level.ACCOUNT, "industrycode", values, random);
  }

  private void subscription(Map<String, Object> values, UUID id, RandomGenerator random) {
    values.put("new_name", pick(PRODUCTS, random) + " " + random.nextInt(1000));
    values.put("new_number", "S" + number(id));
    values.put("new_amount", amount(500, random));
    values.put("new_discount", BigDecimal.valueOf(random.nextInt(0, 50)));
    values.put("new_startdate", day(random));
    values.put("new_renewson", Instant.parse(day(random).plusDays(365) + "T06:00:00Z"));
    values.put("new_autorenew", random.nextBoolean());
    choose(Level.SUBSCRIPTION, "new_plan", values, random);
    List<Column.Option> channels = options(Level.SUBSCRIPTION, "new_channels");
    String chosen =
        channels.stream()
            .filter(option -> random.nextBoolean())
            .map(option -> "" + option.value())
            .collect(Collectors.joining(","));
    if (!chosen.isEmpty()) {
      values.put("new_channels", chosen);
    }
  }

  private void line(Map<String, Object> values, RandomGenerator random) {
    values.put("new_name", pick(PRODUCTS, random) + " item " + random.nextInt(1000));
    values.put("new_quantity", random.nextInt(1, 20));
    values.put("new_amount", amount(200, random));
    values.put("new_invoicedate", day(random));
    values.put("new_paid", random.nextBoolean());
    choose(Level.LINE, "new_category", values, random);
  }

  private void choose(
      Level level, String column, Map<String, Object> values, RandomGenerator random) {
    List<Column.Option> options = options(level, column);
    if (!options.isEmpty()) {
      values.put(column, options.get(random.nextInt(options.size())).value());
    }
  }

  private List<Column.Option> options(Level level, String column) {
    return types.get(level.entity()).column(column).map(Column::options).orElse(List.of());
  }

  private Map<String, Object> known(Level level, Map<String, Object> values) {
    EntityType type = types.get(level.entity());
    Map<String, Object> known = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            type.column(name).ifPresent(column -> known.put(name, fit(column, value))));
    return known;
  }

  private static Object fit(Column column, Object value) {
    return value instanceof String text
            && column.maxLength() > 0
            && text.length() > column.maxLength()
        ? text.substring(0, column.maxLength())
        : value;
  }

  /** Short, and hardly ever the same for two rows. */
  private static String number(UUID id) {
    return id.toString().substring(0, 13).replace("-", "");
  }

  private static String pick(List<String> from, RandomGenerator random) {
    return from.get(random.nextInt(from.size()));
  }

  private static LocalDate day(RandomGenerator random) {
    return FIRST_DAY.plusDays(random.nextInt(DAYS));
  }

  private static BigDecimal amount(int most, RandomGenerator random) {
    return BigDecimal.valueOf(random.nextInt(1, most * 100), 2);
  }
}
