package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connector.TokenCache.Token;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCacheTest {

  private final AtomicLong clock = new AtomicLong(-5);
  private final List<Promise<Token>> asked = new ArrayList<>();
  private final TokenCache cache = new TokenCache(this::ask, clock::get);

  @Test
  void asksOnceHoweverManyCallsNeedAToken() {
    Future<String> first = cache.token();
    Future<String> second = cache.token();
    assertThat(asked).hasSize(1);
    give("a", Duration.ofHours(1));
    assertThat(first.result()).isEqualTo("a");
    assertThat(second.result()).isEqualTo("a");
    assertThat(cache.token().result()).isEqualTo("a");
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest(name = "a token that lives {0} is renewed after {1}")
  @CsvSource({
    "PT24H, PT23H", // an hour early
    "PT1H, PT51M", // at 85 %
    "PT10S, PT8.5S"
  })
  void renewsAheadOfExpiry(Duration life, Duration renewedAfter) {
    cache.token();
    give("a", life);
    clock.addAndGet(renewedAfter.toNanos() - 1);
    cache.token();
    assertThat(asked).hasSize(1);
    clock.addAndGet(1);
    cache.token();
    assertThat(asked).hasSize(2);
  }

  @Test
  void nobodyWaitsForTheNewTokenWhileTheOldOneIsGood() {
    cache.token();
    give("a", Duration.ofHours(1));
    clock.addAndGet(Duration.ofMinutes(55).toNanos());
    assertThat(cache.token().result()).isEqualTo("a");
    assertThat(cache.token().result()).isEqualTo("a");
    assertThat(asked).hasSize(2);
    give("b", Duration.ofHours(1));
    assertThat(cache.token().result()).isEqualTo("b");
  }

  @Test
  void waitsForTheNewTokenWhenTheOldOneHasExpired() {
    cache.token();
    give("a", Duration.ofHours(1));
    clock.addAndGet(Duration.ofHours(1).toNanos());
    Future<String> token = cache.token();
    assertThat(token.isComplete()).isFalse();
    give("b", Duration.ofHours(1));
    assertThat(token.result()).isEqualTo("b");
  }

  @Test
  void aFailedRenewalIsNotRepeatedByEveryCallWhileTheTokenIsGood() {
    cache.token();
    give("a", Duration.ofHours(1));
    clock.addAndGet(Duration.ofMinutes(55).toNanos());
    cache.token();
    last().fail("out of order");
    assertThat(cache.token().result()).isEqualTo("a");
    assertThat(asked).hasSize(2);
    clock.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(cache.token().result()).isEqualTo("a");
    assertThat(asked).hasSize(3);
  }

  @Test
  void aFailureReachesAllWhoWaitAndIsNotKept() {
    Future<String> first = cache.token();
    Future<String> second = cache.token();
    last().fail("out of order");
    assertThat(first.failed()).isTrue();
    assertThat(second.failed()).isTrue();
    cache.token();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aRefusedTokenIsReplacedOnceAlthoughManyCallsWereRefused() {
    cache.token();
    give("a", Duration.ofHours(1));
    cache.reject("a");
    cache.token();
    give("b", Duration.ofHours(1));
    cache.reject("a");
    assertThat(cache.token().result()).isEqualTo("b");
    assertThat(asked).hasSize(2);
  }

  @Test
  void aTokenIsNotPrinted() {
    assertThat(new Token("secret", Duration.ofHours(1)).toString()).doesNotContain("secret");
  }

  private Future<Token> ask() {
    Promise<Token> promise = Promise.promise();
    asked.add(promise);
    return promise.future();
  }

  private void give(String token, Duration life) {
    last().complete(new Token(token, life));
  }

  private Promise<Token> last() {
    return asked.get(asked.size() - 1);
  }
}
