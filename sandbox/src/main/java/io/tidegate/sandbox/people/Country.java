package io.tidegate.sandbox.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import net.datafaker.Faker;
import net.datafaker.providers.base.Address;
import net.datafaker.providers.base.Name;

/**
 * What people of one country are drawn from: lists that Datafaker filled once, since asking it for
 * each of a million people would take minutes.
 */
final class Country {
  /** How an address of the country looks. */
  record Style(
      String name,
      String dialling,
      String postcode,
      boolean numberFirst,
      String mailDomain,
      Optional<String> femaleEnding) {}

  /** A first name and whose it is: 1 male, 2 female, as Dynamics counts. */
  record FirstName(String name, int gender) {}

  private static final int MALE = 1;
  private static final int FEMALE = 2;
  private static final int DRAWS = 700;
  private static final long POOL_SEED = 1;

  private final Style style;
  private final List<FirstName> firstNames;
  private final List<String> lastNames;
  private final List<String> streets;
  private final List<String> cities;

  private Country(Style style, Faker faker) {
    this.style = style;
    Name name = faker.name();
    Address address = faker.address();
    this.lastNames = draw(name::lastName);
    this.streets = draw(address::streetName);
    this.cities = draw(address::city);
    this.firstNames =
        style
            .femaleEnding()
            .map(ending -> byEnding(draw(name::firstName), ending))
            .orElseGet(() -> byGender(draw(name::maleFirstName), draw(name::femaleFirstName)));
  }

  /** The countries that people come from. */
  static List<Country> all() {
    return List.of(
        of("it", new Style("Italia", "+39 3", "#####", false, "posta.example", Optional.of("a"))),
        of("de", new Style("Deutschland", "+49 15", "#####", false, "post.example", none())),
        of("fr", new Style("France", "+33 6", "#####", true, "courriel.example", Optional.of("e"))),
        of("es", new Style("España", "+34 6", "#####", false, "correo.example", none())),
        of("pl", new Style("Polska", "+48 5", "##-###", false, "poczta.example", Optional.of("a"))),
        of("sv", new Style("Sverige", "+46 7", "### ##", false, "brev.example", none())));
  }

  private static Country of(String language, Style style) {
    Locale locale = Locale.forLanguageTag(language);
    return new Country(style, new Faker(locale, new Random(POOL_SEED)));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static List<String> draw(Supplier<String> source) {
    TreeSet<String> drawn = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(source.get());
    }
    return List.copyOf(drawn);
  }

  private static List<FirstName> byEnding(List<String> names, String femaleEnding) {
    return names.stream()
        .map(name -> new FirstName(name, name.endsWith(femaleEnding) ? FEMALE : MALE))
        .toList();
  }

  private static List<FirstName> byGender(List<String> male, List<String> female) {
    return Stream.concat(
            male.stream().map(name -> new FirstName(name, MALE)),
            female.stream().map(name -> new FirstName(name, FEMALE)))
        .toList();
  }

  String name() {
    return style.name();
  }

  String mailDomain() {
    return style.mailDomain();
  }

  FirstName firstName(RandomGenerator random) {
    return pick(firstNames, random);
  }

  String lastName(RandomGenerator random) {
    return pick(lastNames, random);
  }

  String city(RandomGenerator random) {
    return pick(cities, random);
  }

  String street(RandomGenerator random) {
    String street = pick(streets, random);
    int number = 1 + random.nextInt(180);
    return style.numberFirst() ? number + " " + street : street + " " + number;
  }

  String postcode(RandomGenerator random) {
    return digits(style.postcode(), random);
  }

  String mobile(RandomGenerator random) {
    return digits(style.dialling() + "## ### ####", random);
  }

  private static <T> T pick(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String digits(String pattern, RandomGenerator random) {
    StringBuilder text = new StringBuilder(pattern);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '#') {
        text.setCharAt(i, (char) ('0' + random.nextInt(10)));
      }
    }
    return text.toString();
  }
}
