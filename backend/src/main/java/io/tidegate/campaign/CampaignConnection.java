package io.tidegate.campaign;

import io.tidegate.connector.ClientCredentials;
import io.tidegate.connector.ClientProof;
import io.tidegate.connector.Vendor;
import java.util.List;

/**
 * How to reach an Adobe Campaign instance.
 *
 * @param url the base of its API: {@code https://mc.adobe.io/<org>/campaign}
 * @param tokenUrl {@code https://ims-na1.adobelogin.com/ims/token/v3}
 * @param scopes as the Adobe Developer Console shows them for the project
 */
public record CampaignConnection(
    String url, String tokenUrl, String clientId, String clientSecret, List<String> scopes) {

  ClientCredentials credentials() {
    return new ClientCredentials(
        Vendor.CAMPAIGN,
        tokenUrl,
        clientId,
        new ClientProof.Secret(clientSecret),
        String.join(",", scopes),
        Vendor.CAMPAIGN.setting("SCOPES"));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "CampaignConnection[" + url + ", " + tokenUrl + ", " + clientId + ", " + scopes + "]";
  }
}
