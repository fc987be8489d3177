package io.tidegate.sandbox.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ResourceStoreTest {
  @Property(tries = 20)
  void the_indexes_agree_with_a_plain_search_whatever_was_written(@ForAll long seed) {
    Random random = new Random(seed);
    ResourceStore store = new ResourceStore(StandardSchema.profile(), () -> Instant.EPOCH);
    Map<Integer, String> expected = new TreeMap<>();
    for (int step = 0; step < 5000; step++) {
      String value = random.nextInt(10) == 0 ? null : "v" + random.nextInt(300);
      Object[] values = {value, value};
      if (expected.isEmpty() || random.nextInt(3) == 0) {
        expected.put(store.create(values).id(), value);
      } else {
        int id = new ArrayList<>(expected.keySet()).get(random.nextInt(expected.size()));
        if (random.nextInt(3) == 0) {
          store.delete(store.get(id));
          expected.remove(id);
        } else {
          store.update(store.get(id), values);
          expected.put(id, value);
        }
      }
    }
    assertThat(store.count()).isEqualTo(expected.size());
    for (int i = 0; i < 300; i++) {
      String value = "v" + i;
      int[] ids =
          expected.entrySet().stream()
              .filter(entry -> value.equals(entry.getValue()))
              .mapToInt(Map.Entry::getKey)
              .toArray();
      assertThat(store.find(StandardSchema.EXTERNAL_ID, value)).containsExactly(ids);
      assertThat(store.find(StandardSchema.EMAIL, value)).containsExactly(ids);
    }
  }

  @Property(tries = 5)
  void the_log_shows_each_record_once_at_its_last_modification(@ForAll long seed) {
    Random random = new Random(seed);
    ResourceStore store = new ResourceStore(StandardSchema.profile(), () -> Instant.EPOCH);
    for (int i = 0; i < 10; i++) {
      store.create(new Object[1]);
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
    // Often enough for the log to be compacted several times.
    for (int step = 0; step < 250_000; step++) {
      int id = random.nextInt(10);
      store.update(store.get(id), new Object[1]);
      order.remove((Integer) id);
      order.add(id);
    }
    List<Integer> logged = new ArrayList<>();
    for (int entry = 0; entry < store.log().size(); entry++) {
      if (store.current(entry) != null) {
        logged.add(store.current(entry).id());
      }
    }
    assertThat(logged).isEqualTo(order);
    assertThat(store.log().size()).isLessThan(150_000);
  }
}
