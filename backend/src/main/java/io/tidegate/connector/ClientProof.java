package io.tidegate.connector;

import io.vertx.core.Vertx;
import java.util.Map;

/** How a client proves to the issuer of tokens who it is. */
public sealed interface ClientProof permits ClientProof.Secret, ClientCertificate {

  /** The parameters of a request for a token. */
  Map<String, String> parameters(Vertx vertx, String clientId, String tokenUrl);

  /** What it is called in a sentence. */
  String title();

  /** A shared secret. */
  record Secret(String value) implements ClientProof {
    @Override
    public Map<String, String> parameters(Vertx vertx, String clientId, String tokenUrl) {
      return Map.of("client_secret", value);
    }

    @Override
    public String title() {
      return "client secret";
    }

    /** Without it. */
    @Override
    public String toString() {
      return "Secret";
    }
  }
}
