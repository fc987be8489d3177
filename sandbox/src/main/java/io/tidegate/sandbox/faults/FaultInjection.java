package io.tidegate.sandbox.faults;

import io.tidegate.sandbox.journal.Api;
import io.tidegate.sandbox.journal.Exchange;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The handler that stands in front of every API and lets the faults in force strike. */
public final class FaultInjection implements Handler<RoutingContext> {
  private static final String BEARER = "Bearer ";

  private final Faults faults;
  private final BiConsumer<Api, String> expireToken;

  /**
   * @param expireToken makes a token that was presented to an API invalid
   */
  public FaultInjection(Faults faults, BiConsumer<Api, String> expireToken) {
    this.faults = faults;
    this.expireToken = expireToken;
  }

  @Override
  public void handle(RoutingContext context) {
    if (faults.none()) {
      context.next();
      return;
    }
    Optional<Faults.Active> latency = strike(context, true);
    if (latency.isEmpty()) {
      process(context);
      return;
    }
    // Paused, so that the body is still there for the handlers behind; they say how to read it
    // before it flows again.
    HttpServerRequest request = context.request().pause();
    context
        .vertx()
        .setTimer(
            Math.max(1, latency.get().fault().delayMillis()),
            unused -> {
              process(context);
              request.resume();
            });
  }

  private Optional<Faults.Active> strike(RoutingContext context, boolean latency) {
    HttpServerRequest request = context.request();
    Exchange exchange = Exchange.of(context);
    Optional<Faults.Active> struck =
        faults.strike(exchange.api(), request.method().name(), request.path(), latency);
    struck.ifPresent(fault -> exchange.struckBy(fault.id(), fault.fault().kind().label()));
    return struck;
  }

  private void process(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (response.closed()) {
      return;
    }
    Fault fault = strike(context, false).map(Faults.Active::fault).orElse(null);
    if (fault == null) {
      context.next();
      return;
    }
    switch (fault.kind()) {
      case STATUS -> VendorError.answer(fault, response);
      case CUT -> context.request().connection().close();
      case LOST_ANSWER -> {
        Exchange.of(context).answerLost();
        Wire.of(context.request().connection()).swallowAnswer();
        context.next();
      }
      case SLOW_BODY -> {
        Wire.of(context.request().connection()).delayBody(fault.delayMillis());
        context.next();
      }
      case MALFORMED -> {
        Wire.of(context.request().connection()).spoilBody();
        context.next();
      }
      case TRUNCATED -> {
        Exchange.of(context).answerLost();
        Wire.of(context.request().connection()).cutBody();
        context.next();
      }
      case WRONG_TYPE -> {
        Wire.of(context.request().connection()).replaceType();
        context.next();
      }
      case EXPIRED_TOKEN -> {
        expirePresented(context);
        context.next();
      }
      case LATENCY -> context.next();
    }
  }

  private void expirePresented(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      expireToken.accept(Exchange.of(context).api(), header.substring(BEARER.length()).trim());
    }
  }
}
