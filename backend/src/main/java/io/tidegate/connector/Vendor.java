package io.tidegate.connector;

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

  /** The full name of one of the connection's settings, for remedies. */
  public String setting(String name) {
    return "TIDEGATE_" + name() + "_" + name;
  }

  public UnusableException unusable(String cause, String remedy) {
    return new UnusableException(system, cause, remedy);
  }
}
