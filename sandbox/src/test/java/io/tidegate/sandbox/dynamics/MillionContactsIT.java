package io.tidegate.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.sandbox.dynamics.ServiceProtection.Limits;
import java.io.IOException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A million contacts fit in a gigabyte and are read through the API, each once. */
class MillionContactsIT {
  private static final int PEOPLE = 1_000_000;
  private static final long GIGABYTE = 1L << 30;
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> COLUMNS =
      List.of(
          "firstname",
          "lastname",
          "salutation",
          "emailaddress1",
          "mobilephone",
          "telephone1",
          "birthdate",
          "gendercode",
          "address1_line1",
          "address1_line2",
          "address1_city",
          "address1_postalcode",
          "address1_stateorprovince",
          "address1_country",
          "donotemail");

  private final BitSet read = new BitSet(PEOPLE);

  @Test
  void aMillionContactsFitInAGigabyteAndAreReadEachOnce() throws IOException {
    try (Organization organization = new Organization()) {
      organization.protection().limits(Limits.PUBLISHED.lifted());
      long before = usedHeap();
      long started = System.nanoTime();
      insert(organization.store());
      long inserted = System.nanoTime();
      long grown = usedHeap() - before;
      assertThat(grown).isLessThan(GIGABYTE);
      long reading = System.nanoTime();
      String delta = readAll(organization);
      long done = System.nanoTime();
      assertThat(read.cardinality()).isEqualTo(PEOPLE);
      organization.store().delete("contact", id(77));
      assertThat(organization.get(delta).column("id")).containsExactly(id(77).toString());
      System.out.printf(
          "%,d contacts: inserted in %.1f s, %,d MB; read in %.1f s, %,.0f rows/s%n",
          PEOPLE,
          (inserted - started) / 1e9,
          grown >> 20,
          (done - reading) / 1e9,
          PEOPLE / ((done - reading) / 1e9));
    }
  }

  private static UUID id(int number) {
    return new UUID(number, 0x8000_0000_0000_0001L);
  }

  private static void insert(DynamicsStore store) {
    try (BulkInsert rows = store.bulkInsert("contact", COLUMNS)) {
      for (int i = 0; i < PEOPLE; i++) {
        rows.add(
            id(i),
            "First" + i % 2000,
            "Last" + i % 30_000,
            i % 3 == 0 ? "Dott." : null,
            "first" + i + ".last" + i + "@mail" + i % 20 + ".example",
            "+39 333 " + i,
            "+39 02 " + i,
            LocalDate.ofEpochDay(i % 25_000 - 5000),
            1 + i % 2,
            "Via Giuseppe Garibaldi " + i % 5000,
            null,
            "City" + i % 3000,
            String.valueOf(10_000 + i % 9000),
            "Province" + i % 100,
            "Italia",
            i % 10 == 0);
      }
    }
  }

  private String readAll(Organization organization) throws IOException {
    String url = "contacts?$select=" + String.join(",", COLUMNS);
    String deltaLink = null;
    while (deltaLink == null) {
      Answer page = organization.get(url, "Prefer", "odata.track-changes, odata.maxpagesize=5000");
      assertThat(page.status()).isEqualTo(200);
      try (JsonParser json = JSON.createParser(page.body())) {
        url = null;
        while (json.nextToken() != null) {
          if (json.currentToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
              case "contactid" -> {
                int number = (int) UUID.fromString(json.nextTextValue()).getMostSignificantBits();
                assertThat(read.get(number)).isFalse();
                read.set(number);
              }
              case "@odata.nextLink" -> url = json.nextTextValue();
              case "@odata.deltaLink" -> deltaLink = json.nextTextValue();
              default -> json.nextToken();
            }
          }
        }
      }
    }
    return deltaLink;
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
