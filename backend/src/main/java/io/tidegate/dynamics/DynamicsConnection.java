package io.tidegate.dynamics;

import io.tidegate.connector.ClientCredentials;
import io.tidegate.connector.ClientProof;
import io.tidegate.connector.Origin;
import io.tidegate.connector.Vendor;

/**
 * How to reach a Dynamics environment.
 *
 * @param url the environment's address, {@code https://contoso.crm4.dynamics.com}; with or without
 *     {@code /api/data/v9.2}
 * @param tokenUrl {@code https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token}
 */
public record DynamicsConnection(String url, String tokenUrl, String clientId, ClientProof proof) {

  private static final String API = "/api/data/v9.2";

  /** With a client secret. */
  public DynamicsConnection(String url, String tokenUrl, String clientId, String clientSecret) {
    this(url, tokenUrl, clientId, new ClientProof.Secret(clientSecret));
  }

  /** The path of the API, without a slash at its end. */
  String apiPath() {
    String path = Origin.of(url).targetOf(url).orElse("").replaceFirst("/+$", "");
    return path.contains("/api/data/") ? path : path + API;
  }

  /** The resource a token is asked for is the environment itself, with the fixed suffix. */
  ClientCredentials credentials() {
    return new ClientCredentials(
        Vendor.DYNAMICS,
        tokenUrl,
        clientId,
        proof,
        Origin.of(url) + "/.default",
        Vendor.DYNAMICS.setting("URL"));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "DynamicsConnection[" + url + ", " + tokenUrl + ", " + clientId + "]";
  }
}
