-- Secrets of the connections, encrypted with a key that is not in the database.

CREATE SCHEMA IF NOT EXISTS configuration;

-- Never goes back, so that a secret that was removed and entered again is another one.
CREATE SEQUENCE configuration.secret_revision;

CREATE TABLE configuration.secret (
  name        text        PRIMARY KEY, -- dynamics.clientSecret, …
  ciphertext  bytea,                   -- null when it was removed
  revision    bigint      NOT NULL DEFAULT nextval('configuration.secret_revision'),
  changed_at  timestamptz NOT NULL DEFAULT now(),
  seed        bytea                    -- encrypted: what the service's settings last said
);
