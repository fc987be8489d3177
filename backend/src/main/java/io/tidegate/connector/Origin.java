package io.tidegate.connector;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a system lives: scheme, host and port. Nothing is ever sent anywhere else, so that a link
 * in an answer cannot carry a token to another host.
 */
public record Origin(boolean tls, String host, int port) {

  /**
   * The origin of an address.
   *
   * @throws IllegalArgumentException if the URL is not an absolute http or https one
   */
  public static Origin of(String url) {
    URI uri = URI.create(url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException("Not an http or https address: " + url);
    }
    boolean tls = scheme.equals("https");
    int port = uri.getPort() != -1 ? uri.getPort() : tls ? 443 : 80;
    return new Origin(tls, uri.getHost().toLowerCase(Locale.ROOT), port);
  }

  /**
   * The path and query of a link, untouched, or empty if the link leads to another origin or is not
   * one that can be sent. A link without scheme and host counts as ours.
   */
  public Optional<String> targetOf(String link) {
    if (link.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      return Optional.empty();
    }
    if (link.startsWith("/") && !link.startsWith("//")) {
      return Optional.of(link);
    }
    for (String prefix : new String[] {toString(), toString() + ":" + port}) {
      if (link.regionMatches(true, 0, prefix, 0, prefix.length())) {
        String target = link.substring(prefix.length());
        if (target.startsWith("/")) {
          return Optional.of(target);
        }
      }
    }
    return Optional.empty();
  }

  /** Scheme and host, and the port where it is not the scheme's own. */
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + (port == (tls ? 443 : 80) ? "" : ":" + port);
  }
}
