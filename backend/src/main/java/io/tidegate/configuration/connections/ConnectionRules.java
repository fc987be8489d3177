package io.tidegate.configuration.connections;

import io.tidegate.configuration.Check;
import io.tidegate.configuration.Document;
import io.tidegate.connector.Origin;
import io.tidegate.mapping.Misfit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the document {@code connections} has to be like, whatever the systems say. */
public final class ConnectionRules {
  /** As part of an address, and nothing else. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
  static final String HOST_KEY = "/sftp/hostKey";
  private static final String ENTER = "Enter it.";

  private final List<Misfit> misfits = new ArrayList<>();

  private ConnectionRules() {}

  /** The rules, for a save of the document. */
  public static Check check() {
    return (document, proposed) ->
        Future.succeededFuture(
            document == Document.CONNECTIONS
                ? Check.Findings.errors(misfits(proposed.get(document)))
                : Check.Findings.NONE);
  }

  /**
   * What is not right.
   *
   * @param document in its canonical form
   */
  static List<Misfit> misfits(JsonObject document) {
    ConnectionRules rules = new ConnectionRules();
    ConnectionsConfig config = Endpoints.read(document);
    Optional.ofNullable(config.dynamics()).ifPresent(rules::dynamics);
    Optional.ofNullable(config.campaign()).ifPresent(rules::campaign);
    Optional.ofNullable(config.sftp()).ifPresent(rules::sftp);
    return List.copyOf(rules.misfits);
  }

  private void dynamics(ConnectionsConfig.Dynamics dynamics) {
    address("/dynamics/url", dynamics.url(), "of the Dynamics 365 environment");
    if (dynamics.tokenUrl() != null) {
      address("/dynamics/tokenUrl", dynamics.tokenUrl(), "that tokens come from");
    } else if (isMissing(dynamics.tenant())) {
      misfit("/dynamics/tenant", "The Entra tenant is missing.", "Enter its id or its domain.");
    } else if (!NAME.matcher(dynamics.tenant()).matches()) {
      misfit(
          "/dynamics/tenant",
          "This is no Entra tenant.",
          "Enter its id or its domain, for instance contoso.onmicrosoft.com.");
    }
    clientId("/dynamics/clientId", dynamics.clientId());
    pace("/dynamics/", dynamics.requestsPerSecond(), dynamics.maxConcurrency());
    range("/dynamics/averageConcurrency", dynamics.averageConcurrency(), 0, 512);
  }

  private void campaign(ConnectionsConfig.Campaign campaign) {
    if (address("/campaign/url", campaign.url(), "of the Campaign API")
        && Endpoints.isHostOnly(campaign.url())
        && isMissing(campaign.organization())) {
      misfit(
          "/campaign/url",
          "The address of the Campaign API lacks the organization.",
          "Enter it with its path, https://mc.adobe.io/<organization>/campaign, or enter the"
              + " organization by itself.");
    }
    if (campaign.organization() != null && !NAME.matcher(campaign.organization()).matches()) {
      misfit(
          "/campaign/organization",
          "The organization is no part of an address.",
          "Enter it as it stands in the API's address.");
    }
    if (campaign.tokenUrl() != null) {
      address("/campaign/tokenUrl", campaign.tokenUrl(), "that tokens come from");
    }
    clientId("/campaign/clientId", campaign.clientId());
    pace("/campaign/", campaign.requestsPerSecond(), campaign.maxConcurrency());
  }

  private void sftp(ConnectionsConfig.Sftp sftp) {
    if (isMissing(sftp.host())) {
      misfit("/sftp/host", "The SFTP server's name is missing.", ENTER);
    } else if (!HOST.matcher(sftp.host()).matches()) {
      misfit(
          "/sftp/host",
          "This is no name of a server.",
          "Enter the name or address alone, without sftp:// and without a path.");
    }
    range("/sftp/port", sftp.port(), 1, 65_535);
    if (isMissing(sftp.user())) {
      misfit("/sftp/user", "The user at the SFTP server is missing.", ENTER);
    }
    if (isMissing(sftp.hostKey())) {
      misfit(
          HOST_KEY,
          "The fingerprint of the SFTP server's key is missing.",
          "Test the connection: it shows the server's fingerprint. Compare it, and enter it.");
    } else if (!FINGERPRINT.matcher(sftp.hostKey()).matches()) {
      misfit(
          HOST_KEY,
          "This is no fingerprint of a key.",
          "Enter it as ssh-keygen -l shows it, SHA256: and 43 characters.");
    }
  }

  private boolean address(String pointer, String url, String what) {
    if (isMissing(url)) {
      misfit(pointer, "The address " + what + " is missing.", ENTER);
      return false;
    }
    try {
      URI uri = URI.create(url);
      Origin origin = Origin.of(url);
      if (uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && origin.port() > 0
          && origin.port() < 65_536) {
        return true;
      }
      misfit(
          pointer,
          "The address " + what + " has parts that it must not have.",
          "Enter it without user, query and fragment.");
    } catch (IllegalArgumentException noAddress) {
      misfit(
          pointer,
          "The address " + what + " is no http or https address.",
          "Enter it whole, beginning with https://.");
    }
    return false;
  }

  private void clientId(String pointer, String clientId) {
    if (isMissing(clientId)) {
      misfit(pointer, "The client id is missing.", ENTER);
    }
  }

  private void pace(String connection, Double perSecond, Integer concurrency) {
    range(connection + "requestsPerSecond", perSecond, 0, 100_000);
    range(connection + "maxConcurrency", concurrency, 1, 512);
  }

  private void range(String pointer, Number value, int least, int most) {
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      misfit(
          pointer,
          "%s is out of range.".formatted(value),
          "Enter a number from %d to %d.".formatted(least, most));
    }
  }

  private void misfit(String pointer, String message, String remedy) {
    misfits.add(new Misfit(pointer, message, remedy));
  }

  private static boolean isMissing(String text) {
    return text == null || text.isBlank();
  }
}
