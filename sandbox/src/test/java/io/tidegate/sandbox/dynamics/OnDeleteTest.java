package io.tidegate.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OnDeleteTest {
  private static final UUID ACCOUNT = new UUID(1, 0);
  private static final UUID SUBSCRIPTION = new UUID(2, 0);
  private static final UUID LINE = new UUID(3, 0);

  private final DynamicsStore store = new DynamicsStore(InstantSource.system());

  private void three() {
    store.upsert("account", ACCOUNT, Map.of("name", "Contoso"));
    store.upsert(
        "new_subscription",
        SUBSCRIPTION,
        Map.of("new_name", "Gold", "new_accountid", new Reference("account", ACCOUNT)));
    store.upsert(
        "new_invoiceline",
        LINE,
        Map.of(
            "new_name",
            "1",
            "new_subscriptionid",
            new Reference("new_subscription", SUBSCRIPTION)));
  }

  @Test
  void the_lookups_that_refer_to_a_row_are_emptied_by_default() {
    three();

    store.delete("account", ACCOUNT);

    assertThat(store.find("new_subscription", SUBSCRIPTION).orElseThrow())
        .containsEntry("new_name", "Gold")
        .doesNotContainKey("new_accountid");
    assertThat(store.find("new_invoiceline", LINE).orElseThrow()).containsKey("new_subscriptionid");
  }

  @Test
  void a_deletion_cascades_as_far_as_the_tables_say() {
    three();
    store.schema().onDelete("account", OnDelete.CASCADE);
    store.schema().onDelete("new_subscription", OnDelete.CASCADE);

    store.delete("account", ACCOUNT);

    assertThat(store.count("new_subscription")).isZero();
    assertThat(store.count("new_invoiceline")).isZero();
  }

  @Test
  void a_restriction_anywhere_below_undoes_the_whole_deletion() {
    three();
    store.schema().onDelete("account", OnDelete.CASCADE);
    store.schema().onDelete("new_subscription", OnDelete.RESTRICT);

    assertThatThrownBy(() -> store.delete("account", ACCOUNT))
        .isInstanceOf(DataverseException.class)
        .hasMessageContaining("associated with another object");

    assertThat(store.find("account", ACCOUNT)).isPresent();
    assertThat(store.find("new_subscription", SUBSCRIPTION).orElseThrow())
        .containsKey("new_accountid");
    store.delete("new_invoiceline", LINE);
    store.delete("account", ACCOUNT);
    assertThat(store.count("new_subscription")).isZero();
  }

  @Test
  void a_row_that_was_moved_is_not_concerned_by_its_former_parent() {
    three();
    store.schema().onDelete("account", OnDelete.CASCADE);
    UUID other = new UUID(1, 1);
    store.upsert("account", other, Map.of("name", "Fabrikam"));
    store.upsert(
        "new_subscription", SUBSCRIPTION, Map.of("new_accountid", new Reference("account", other)));

    store.delete("account", ACCOUNT);
    assertThat(store.count("new_subscription")).isOne();
    store.delete("account", other);
    assertThat(store.count("new_subscription")).isZero();
  }

  @Test
  void contacts_that_refer_to_each_other_can_go() {
    UUID a = new UUID(4, 0);
    UUID b = new UUID(4, 1);
    store.upsert("contact", a, Map.of("lastname", "A"));
    store.upsert(
        "contact", b, Map.of("lastname", "B", "parentcustomerid", new Reference("contact", a)));
    store.upsert("contact", a, Map.of("parentcustomerid", new Reference("contact", b)));
    store.schema().onDelete("contact", OnDelete.CASCADE);

    store.delete("contact", a);

    assertThat(store.count("contact")).isZero();
  }
}
