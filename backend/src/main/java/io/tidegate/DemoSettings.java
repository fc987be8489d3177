package io.tidegate;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * How the sandbox is reached, and how it is kept in step with itself.
 *
 * @param url the sandbox's
 * @param sftp as its controls tell it
 */
record DemoSettings(String url, JsonObject sftp) {

  static DemoSettings of(SandboxProcess sandbox) throws IOException, InterruptedException {
    return new DemoSettings(sandbox.url(), sandbox.control("GET", "/sftp", null));
  }

  Map<String, String> all() {
    Map<String, String> settings = new HashMap<>();
    settings.put("dynamics.url", dynamicsUrl());
    settings.put("dynamics.tokenUrl", dynamicsTokenUrl());
    settings.put("dynamics.clientId", "dynamics-client");
    settings.put("dynamics.clientSecret", "dynamics-secret");
    settings.put("campaign.url", campaignUrl());
    settings.put("campaign.tokenUrl", campaignTokenUrl());
    settings.put("campaign.clientId", "campaign-client");
    settings.put("campaign.clientSecret", "campaign-secret");
    settings.put("campaign.sftp.host", sftp.getString("host"));
    settings.put("campaign.sftp.port", sftp.getInteger("port").toString());
    settings.put("campaign.sftp.user", sftp.getString("user"));
    settings.put("campaign.sftp.password", sftp.getString("password"));
    settings.put("campaign.sftp.hostKey", sftp.getString("hostKey"));
    settings.put("egress.pollSeconds", "5");
    settings.put("consent.pollSeconds", "2");
    settings.put("consent.sms.dynamics", "new_donotsms");
    settings.put("consent.push.dynamics", "new_donotpush");
    settings.put("consent.all.dynamics", "msdyn_gdproptout");
    // Fast enough to be over in minutes, slow enough to watch.
    settings.put("campaign.requestsPerSecond", "60");
    settings.put("ingress.deletions", "true");
    settings.put("ingress.pollSeconds", "2");
    return settings;
  }

  /** What to type where nothing is configured. */
  String toEnter() {
    return """


        Nothing is configured. On the page Connections, enter for

          Dynamics 365
            address         %s
            token address   %s
            client id       dynamics-client
            client secret   dynamics-secret

          Adobe Campaign
            address         %s
            token address   %s
            client id       campaign-client
            client secret   campaign-secret

          SFTP server
            host            %s
            port            %d
            user            %s
            password        %s
            fingerprint     %s

        then add flows to Microsoft Dynamics 365 to Campaign: contact to profile, account to
        cusAccount, new_subscription to cusSubscription, new_invoiceline to cusInvoiceLine."""
        .formatted(
            dynamicsUrl(),
            dynamicsTokenUrl(),
            campaignUrl(),
            campaignTokenUrl(),
            sftp.getString("host"),
            sftp.getInteger("port"),
            sftp.getString("user"),
            sftp.getString("password"),
            sftp.getString("hostKey"));
  }

  private String dynamicsUrl() {
    return url + "/dynamics";
  }

  private String dynamicsTokenUrl() {
    return url + "/entra/contoso-tenant/oauth2/v2.0/token";
  }

  private String campaignUrl() {
    return url + "/campaign/contoso";
  }

  private String campaignTokenUrl() {
    return url + "/ims/token/v3";
  }
}
