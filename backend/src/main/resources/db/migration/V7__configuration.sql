-- The documents that are configured. Every save makes a version, which is never changed again.

CREATE SCHEMA IF NOT EXISTS configuration;

CREATE TABLE configuration.version (
  document  text        NOT NULL,
  number    bigint      NOT NULL CHECK (number > 0),
  content   text        NOT NULL, -- canonical JSON
  author    text        NOT NULL,
  note      text,
  saved_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (document, number)
);

ALTER TABLE workflow.desired_state ADD COLUMN documents jsonb NOT NULL DEFAULT '{}';

COMMENT ON COLUMN workflow.desired_state.documents IS 'The versions of the documents it runs on, by their names.';
