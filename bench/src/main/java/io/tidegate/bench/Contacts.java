package io.tidegate.bench;

import io.tidegate.queue.Change;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Changes the size of a mapped contact: about 400 bytes of JSON each. */
final class Contacts {
  private Contacts() {}

  static List<Change> page(long first, int count) {
    List<Change> page = new ArrayList<>(count);
    for (long n = first; n < first + count; n++) {
      String id = new UUID(n * 0x9E3779B97F4A7C15L, n).toString();
      page.add(Change.upsert(id, Buffer.buffer(json(id, n))));
    }
    return page;
  }

  private static String json(String id, long n) {
    return "{\"externalId\":\""
        + id
        + "\",\"firstName\":\"Firstname"
        + n % 1_000
        + "\",\"lastName\":\"Lastname"
        + n
        + "\",\"email\":\"firstname.lastname"
        + n
        + "@example.com\",\"mobilePhone\":\"+39 333 "
        + n
        + "\",\"birthDate\":\"1980-04-"
        + (10 + n % 20)
        + "\",\"gender\":\"female\",\"location\":{\"address1\":\"Via dei Condotti "
        + n % 300
        + "\",\"zipCode\":\"00187\",\"city\":\"Roma\",\"countryCode\":\"IT\","
        + "\"stateCode\":\"RM\"},\"preferredLanguage\":\"it_it\",\"modifiedOn\":"
        + "\"2026-11-24T10:00:00Z\",\"timeZone\":\"Europe/Rome\"}";
  }
}
