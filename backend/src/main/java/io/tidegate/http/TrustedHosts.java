package io.tidegate.http;

import io.netty.util.NetUtil;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names this service answers to. A page of another site can make a browser send requests to a
 * service on the loopback interface, and with DNS rebinding even read the answers; it can forge
 * neither {@code Host} nor {@code Origin}, though.
 *
 * <p>Where the service is bound to more than the loopback interface, any literal IP address is
 * trusted as a host, so that a probe of an orchestrator gets through: rebinding needs a name.
 */
final class TrustedHosts {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  private final Set<String> names = new TreeSet<>(LOOPBACK);
  private final Set<String> namesWithPort = new TreeSet<>();
  private final Set<String> publicNames = new TreeSet<>();
  private final boolean literalAddresses;

  TrustedHosts(HttpOptions options) {
    String bound = bare(options.host());
    literalAddresses = !LOOPBACK.contains(bound);
    if (!isAddress(bound)) {
      names.add(bound);
    }
    for (String host : options.publicHosts()) {
      HostAndPort parsed = HostAndPort.parseAuthority(host, -1);
      if (parsed == null) {
        throw new IllegalArgumentException(
            "\"" + host + "\" is no host name; write host or host:port.");
      }
      if (parsed.port() == -1) {
        publicNames.add(bare(parsed.host()));
      } else {
        namesWithPort.add(bare(parsed.host()) + ":" + parsed.port());
      }
    }
  }

  /** Whether the service answers a request with that {@code Host}. */
  boolean trustsHost(HostAndPort authority) {
    String host = bare(authority.host());
    return names.contains(host)
        || publicNames.contains(host)
        || namesWithPort.contains(host + ":" + authority.port())
        || (literalAddresses && isAddress(host));
  }

  /**
   * Whether a page of that origin may change state: a page of this very service, or one of a
   * configured public host.
   *
   * @param origin the {@code Origin} header
   * @param authority the request's {@code Host}
   */
  boolean trustsOrigin(String origin, HostAndPort authority) {
    URI uri;
    try {
      uri = new URI(origin);
    } catch (URISyntaxException e) {
      return false;
    }
    String scheme = uri.getScheme();
    if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      return false;
    }
    int defaultPort = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() == -1 ? defaultPort : uri.getPort();
    String host = bare(uri.getHost());
    int ownPort = authority.port() > 0 ? authority.port() : defaultPort;
    boolean sameOrigin = host.equals(bare(authority.host())) && port == ownPort;
    return sameOrigin || publicNames.contains(host) || namesWithPort.contains(host + ":" + port);
  }

  private static boolean isAddress(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  /** Lower case, an IPv6 address without its brackets. */
  private static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") && lower.endsWith("]")
        ? lower.substring(1, lower.length() - 1)
        : lower;
  }
}
