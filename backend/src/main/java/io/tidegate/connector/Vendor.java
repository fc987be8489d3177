package io.tidegate.connector;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The two systems, and what a message about them needs to name. */
public enum Vendor {
  DYNAMICS("dynamics", "Dynamics", "Entra"),
  CAMPAIGN("campaign", "Campaign", "Adobe IMS");

  private final String system;
  private final String title;
  private final String issuer;

  Vendor(String system, String title, String issuer) {
    this.system = system;
    this.title = title;
    this.issuer = issuer;
  }

  /** As in {@link ConnectorException#system()}. */
  public String system() {
    return system;
  }

  /** As in a sentence. */
  public String title() {
    return title;
  }

  /** Who gives the tokens. */
  public String issuer() {
    return issuer;
  }

  /**
   * Where parts of the connection are entered, for a remedy: {@code the client id on the
   * Connections page (or TIDEGATE_DYNAMICS_CLIENT_ID)}.
   *
   * @param names such as {@code CLIENT_ID}
   */
  public String setting(String... names) {
    return Arrays.stream(names).map(Vendor::words).collect(Collectors.joining(" and "))
        + " on the Connections page (or "
        + Arrays.stream(names)
            .map(name -> "TIDEGATE_" + name() + "_" + name)
            .collect(Collectors.joining(" and "))
        + ")";
  }

  private static String words(String name) {
    return "the "
        + name.toLowerCase(Locale.ROOT)
            .replace('_', ' ')
            .replace("url", "address")
            .replace("sftp", "SFTP")
            .replace(" file", "");
  }

  public UnusableException unusable(String cause, String remedy) {
    return new UnusableException(system, cause, remedy);
  }

  /** What is asked of the system is not there. */
  public MissingException missing(String cause, String remedy) {
    return new MissingException(system, cause, remedy);
  }
}
