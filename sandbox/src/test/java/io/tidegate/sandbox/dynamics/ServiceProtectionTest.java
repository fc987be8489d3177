package io.tidegate.sandbox.dynamics;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.sandbox.dynamics.ServiceProtection.Admitted;
import io.tidegate.sandbox.dynamics.ServiceProtection.Limits;
import io.tidegate.sandbox.dynamics.ServiceProtection.Refused;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ServiceProtectionTest {
  @AutoClose private final Organization organization = new Organization();

  private void limits(int requests, int windowSeconds, int executionSeconds, int concurrent) {
    organization
        .protection()
        .limits(new Limits(true, requests, windowSeconds, executionSeconds, concurrent));
  }

  @Test
  void theVendorsNumbersAreOnFromTheStart() {
    assertThat(organization.protection().limits()).isEqualTo(new Limits(true, 6000, 300, 1200, 52));
  }

  @Test
  void answersTellWhatIsLeft() {
    Answer answer = organization.get("WhoAmI");
    assertThat(answer.header("x-ms-ratelimit-burst-remaining-xrm-requests")).isEqualTo("5999");
    assertThat(answer.header("x-ms-ratelimit-time-remaining-xrm-requests")).isEqualTo("1200.00");
    assertThat(Integer.parseInt(answer.header("x-ms-dop-hint"))).isBetween(1, 52);
  }

  @Test
  void tooManyRequestsAreRefusedUntilTheWindowHasMovedOn() {
    limits(3, 60, 1200, 52);
    for (int i = 0; i < 3; i++) {
      assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
      organization.clock().pass(Duration.ofSeconds(10));
    }
    Answer refused = organization.get("WhoAmI");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.errorCode()).isEqualTo("0x80072322");
    assertThat(refused.errorMessage())
        .isEqualTo("Number of requests exceeded the limit of 3 over time window of 60 seconds.");
    assertThat(refused.header("Retry-After")).isEqualTo("30");
    organization.clock().pass(Duration.ofSeconds(30));
    assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
    assertThat(organization.get("WhoAmI").header("Retry-After")).isEqualTo("10");
  }

  @Test
  void pressingOnMakesThePauseLonger() {
    limits(1, 60, 1200, 52);
    organization.get("WhoAmI");
    assertThat(organization.get("WhoAmI").header("Retry-After")).isEqualTo("60");
    organization.clock().pass(Duration.ofSeconds(50));
    assertThat(organization.get("WhoAmI").header("Retry-After")).isEqualTo("11");
    assertThat(organization.get("WhoAmI").header("Retry-After")).isEqualTo("12");
    organization.clock().pass(Duration.ofSeconds(11));
    assertThat(organization.get("WhoAmI").status()).isEqualTo(429);
    organization.clock().pass(Duration.ofSeconds(2));
    assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
  }

  @Test
  void tooMuchExecutionTimeIsRefused() {
    limits(6000, 300, 1, 52);
    String body = "{\"lastname\":\"A\"}";
    Answer answer = organization.post("contacts", body);
    int done = 0;
    while (answer.status() == 204) {
      done++;
      answer = organization.post("contacts", body);
    }
    assertThat(done).isBetween(20, 60);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.errorCode()).isEqualTo("0x80072321");
    assertThat(answer.errorMessage())
        .contains("limit of 1000 milliseconds over time window of 300");
    assertThat(answer.header("Retry-After")).isEqualTo("300");
  }

  @Test
  void anAnswerComesWhenItsExecutionTimeIsSpentAndOthersAreServedMeanwhile() {
    CompletableFuture<Duration> slow = CompletableFuture.supplyAsync(() -> timeOfCreating(100));
    await().until(() -> organization.store().count("contact") == 100);

    assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
    assertThat(slow).isNotDone();
    assertThat(slow.join()).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(10));

    organization.protection().limits(organization.protection().limits().lifted());
    assertThat(timeOfCreating(100)).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void aRequestWhoseTimeIsBeingSpentIsOneAtATime() {
    limits(6000, 300, 1200, 1);
    CompletableFuture<Duration> slow = CompletableFuture.supplyAsync(() -> timeOfCreating(100));
    await().until(() -> organization.store().count("contact") == 100);

    assertThat(organization.get("WhoAmI").errorCode()).isEqualTo("0x80072326");
    slow.join();
    assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
  }

  private Duration timeOfCreating(int contacts) {
    String contact = "{\"@odata.type\":\"Microsoft.Dynamics.CRM.contact\"}";
    String body = "{\"Targets\":[" + String.join(",", nCopies(contacts, contact)) + "]}";
    long begin = System.nanoTime();
    Answer answer = organization.post("contacts/Microsoft.Dynamics.CRM.CreateMultiple", body);
    assertThat(answer.status()).isEqualTo(200);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void tooManyRequestsAtATimeAreRefusedAtOnce() {
    limits(6000, 300, 1200, 1);
    Admitted running = (Admitted) organization.protection().admit("dynamics-client");
    Answer refused = organization.get("WhoAmI");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.errorCode()).isEqualTo("0x80072326");
    assertThat(refused.header("Retry-After")).isEqualTo("2");
    running.leave(Duration.ofMillis(10));
    assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
  }

  @Test
  void usersDoNotShareTheirLimits() {
    ServiceProtection protection = organization.protection();
    limits(1, 60, 1200, 52);
    assertThat(protection.admit("one")).isInstanceOf(Admitted.class);
    assertThat(protection.admit("one")).isInstanceOf(Refused.class);
    assertThat(protection.admit("other")).isInstanceOf(Admitted.class);
  }

  @Test
  void limitsCanBeLiftedWhileTheServiceRuns() {
    limits(1, 60, 1200, 52);
    organization.get("WhoAmI");
    assertThat(organization.get("WhoAmI").status()).isEqualTo(429);
    organization.protection().limits(organization.protection().limits().lifted());
    for (int i = 0; i < 5; i++) {
      assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
    }
  }

  @Test
  void aBatchIsOneRequest() {
    limits(2, 60, 1200, 52);
    String part = "--b\r\nContent-Type: application/http\r\n\r\nGET WhoAmI HTTP/1.1\r\n\r\n";
    Answer batch =
        organization.post(
            "$batch", part.repeat(10) + "--b--", "Content-Type", "multipart/mixed;boundary=b");
    assertThat(batch.status()).isEqualTo(200);
    assertThat(organization.get("WhoAmI").status()).isEqualTo(200);
    assertThat(organization.get("WhoAmI").status()).isEqualTo(429);
  }
}
