package io.tidegate.sandbox.people;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes up people: accents, capitals, long and double names, missing and shared e-mail addresses,
 * in the shares one meets in a customer's data. The same seed and number make the same person,
 * whatever was made before; of the first few thousand as of a million, the first are the same.
 */
final class Population {
  /** As long as Dynamics takes. */
  private static final int LONGEST_NAME = 50;

  /** Odd, and unlike the step by which the generator itself goes on. */
  private static final long STRIDE = 0xBF58476D1CE4E5B9L;

  private static final int SHARED_MAILBOXES = 50;
  private static final LocalDate YOUNGEST = LocalDate.of(2008, 1, 1);
  private static final int AGES = 26_000;

  private static final class Holder {
    static final Population INSTANCE = new Population(Country.all());
  }

  private final List<Country> countries;

  private Population(List<Country> countries) {
    this.countries = countries;
  }

  /** Takes a second or two when it is asked for first. */
  static Population instance() {
    return Holder.INSTANCE;
  }

  /** The person with this number among those of a seed. */
  Person person(long seed, long number) {
    long base = new SplittableRandom(seed).nextLong();
    SplittableRandom random = new SplittableRandom(base + number * STRIDE);
    UUID id = id(random);
    Country country = countries.get(random.nextInt(countries.size()));
    Country.FirstName first = country.firstName(random);
    String firstName = firstName(country, first.name(), random);
    String lastName = lastName(country, random);
    return new Person(
        id,
        firstName,
        chance(random, 0.05) ? country.firstName(random).name() : null,
        lastName,
        chance(random, 0.93) ? first.gender() : null,
        email(country, firstName, lastName, number, random),
        chance(random, 0.7) ? country.mobile(random) : null,
        chance(random, 0.85) ? birthDate(random) : null,
        chance(random, 0.8) ? home(country, random) : null,
        chance(random, 0.08),
        chance(random, 0.1));
  }

  /** Somebody's new home, in any country. */
  Person.Home home(RandomGenerator random) {
    return home(countries.get(random.nextInt(countries.size())), random);
  }

  /** Somebody's new mobile number. */
  String mobile(RandomGenerator random) {
    return countries.get(random.nextInt(countries.size())).mobile(random);
  }

  /** Somebody's new last name. */
  String lastName(RandomGenerator random) {
    return countries.get(random.nextInt(countries.size())).lastName(random);
  }

  static LocalDate birthDate(RandomGenerator random) {
    return YOUNGEST.minusDays(random.nextInt(AGES));
  }

  private static Person.Home home(Country country, RandomGenerator random) {
    return new Person.Home(
        country.street(random),
        chance(random, 0.1) ? "c/o " + country.lastName(random) : null,
        country.postcode(random),
        country.city(random),
        country.name());
  }

  private static String firstName(Country country, String first, RandomGenerator random) {
    double kind = random.nextDouble();
    if (kind < 0.005) {
      StringBuilder many = new StringBuilder(first);
      while (many.length() <= 30) {
        many.append(' ').append(country.firstName(random).name());
      }
      return shortened(many.toString());
    }
    if (kind < 0.04) {
      return shortened(first + "-" + country.firstName(random).name());
    }
    return kind < 0.06 ? first.toUpperCase(Locale.ROOT) : first;
  }

  private static String lastName(Country country, RandomGenerator random) {
    String last = country.lastName(random);
    double kind = random.nextDouble();
    if (kind < 0.03) {
      return shortened(last + "-" + country.lastName(random));
    }
    return kind < 0.05 ? last.toUpperCase(Locale.ROOT) : last;
  }

  private static String email(
      Country country, String first, String last, long number, RandomGenerator random) {
    double kind = random.nextDouble();
    if (kind < 0.08) {
      return null;
    }
    if (kind < 0.11) {
      return "family" + random.nextInt(SHARED_MAILBOXES) + "@" + country.mailDomain();
    }
    return plain(first) + "." + plain(last) + number + "@" + country.mailDomain();
  }

  /** Letters of the English alphabet only, at most so many as leave an address short enough. */
  private static String plain(String name) {
    String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < decomposed.length() && letters.length() < 30; i++) {
      char c = decomposed.charAt(i);
      if (c >= 'a' && c <= 'z') {
        letters.append(c);
      } else {
        letters.append(
            switch (c) {
              case 'ł' -> "l";
              case 'ø' -> "o";
              case 'ß' -> "ss";
              case 'æ' -> "ae";
              default -> "";
            });
      }
    }
    return letters.isEmpty() ? "x" : letters.toString();
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME).strip();
  }

  private static boolean chance(RandomGenerator random, double share) {
    return random.nextDouble() < share;
  }

  /** A random GUID of the fourth version. */
  private static UUID id(RandomGenerator random) {
    long most = (random.nextLong() & ~0xF000L) | 0x4000L;
    long least = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least);
  }
}
