package io.tidegate.sandbox;

import java.util.List;

/** The made-up credentials that the sandbox accepts; everything else is refused. */
public final class Credentials {
  public static final String DYNAMICS_TENANT = "contoso-tenant";
  public static final String DYNAMICS_CLIENT = "dynamics-client";
  public static final String DYNAMICS_SECRET = "dynamics-secret";
  public static final String CAMPAIGN_ORGANISATION = "contoso";
  public static final String CAMPAIGN_CLIENT = "campaign-client";
  public static final String CAMPAIGN_SECRET = "campaign-secret";
  public static final List<String> CAMPAIGN_SCOPES = List.of("openid", "AdobeID", "campaign_sdk");

  public static final String SFTP_USER = "campaign-sftp";
  public static final String SFTP_PASSWORD = "campaign-sftp-secret";

  private Credentials() {}
}
