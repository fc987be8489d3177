package io.tidegate.http;

import java.time.Duration;
import java.util.List;

/**
 * How the service listens.
 *
 * @param host the address to bind; loopback by default, since there is no login yet
 * @param port the port to bind, 0 for a free one
 * @param publicHosts further names ({@code host} for any port, or {@code host:port}) under which
 *     the service is reached, for instance behind a reverse proxy
 * @param live the bounds of the websocket
 * @param webroot the class-path folder with the page
 */
public record HttpOptions(
    String host, int port, List<String> publicHosts, Live live, String webroot) {

  /** The largest request body that is read, in bytes. */
  static final int MAX_BODY_BYTES = 64 * 1024;

  /** The same where whole documents are sent. */
  static final int MAX_DOCUMENT_BYTES = 1024 * 1024;

  /** Where bodies are read. */
  static final List<String> BODIES =
      List.of(
          "/api/v1/workflows/",
          "/api/v1/dead-letters/",
          "/api/v1/reconciliations",
          "/api/v1/privacy/",
          "/api/v1/connections/",
          "/api/v1/trace");

  /** Where whole documents are read. */
  static final List<String> DOCUMENTS = List.of("/api/v1/configuration/", "/api/v1/mappings/");

  static int maxBodyBytes(String path) {
    return DOCUMENTS.stream().anyMatch(path::startsWith) ? MAX_DOCUMENT_BYTES : MAX_BODY_BYTES;
  }

  /**
   * The bounds of the websocket.
   *
   * @param maxConnections how many may be open at a time
   * @param heartbeat the time between two heartbeats
   * @param slowConsumerGrace how long a client may take nothing before it is closed
   * @param queueBytes how much may be on its way to one client before changes are held back
   */
  public record Live(
      int maxConnections, Duration heartbeat, Duration slowConsumerGrace, int queueBytes) {

    public static Live defaults() {
      return new Live(256, Duration.ofSeconds(10), Duration.ofSeconds(15), 64 * 1024);
    }
  }

  public HttpOptions {
    publicHosts = List.copyOf(publicHosts);
  }

  /** Loopback only, everything else at its default. */
  public static HttpOptions local(int port) {
    return new HttpOptions("127.0.0.1", port, List.of(), Live.defaults(), "webroot");
  }

  public HttpOptions withHost(String newHost) {
    return new HttpOptions(newHost, port, publicHosts, live, webroot);
  }

  public HttpOptions withPublicHosts(List<String> hosts) {
    return new HttpOptions(host, port, hosts, live, webroot);
  }

  public HttpOptions withLive(Live newLive) {
    return new HttpOptions(host, port, publicHosts, newLive, webroot);
  }

  public HttpOptions withWebroot(String folder) {
    return new HttpOptions(host, port, publicHosts, live, folder);
  }
}
