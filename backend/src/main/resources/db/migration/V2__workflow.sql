-- What the supervisor remembers of workflows, and what a flow knows of its target.

CREATE SCHEMA workflow;

-- Immutable: a workflow runs on the version it was started with until it is started again.
CREATE TABLE workflow.config_version (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workflow    text        NOT NULL,
  content     text        NOT NULL, -- canonical JSON, compared as text
  created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX config_version_by_workflow ON workflow.config_version (workflow, id DESC);

-- What the operator wants; a restart of the service resumes from it.
CREATE TABLE workflow.desired_state (
  workflow    text        PRIMARY KEY,
  running     boolean     NOT NULL,
  version     bigint      REFERENCES workflow.config_version, -- that it runs on
  changed_at  timestamptz NOT NULL DEFAULT now()
);

-- The record map: source key -> target address, and the hash of what was last written there.
-- A disposable cache: without it the target is read again.
CREATE TABLE workflow.record_map (
  flow         text NOT NULL,
  source_key   text NOT NULL,
  target_href  text NOT NULL,
  content_hash text NOT NULL,
  synced       boolean NOT NULL, -- false: only found at the target; never deleted by inference
  PRIMARY KEY (flow, source_key)
) WITH (fillfactor = 85);

-- When the target's existing records were last read into the record map, and how far that went.
CREATE TABLE workflow.record_map_index (
  flow         text        PRIMARY KEY,
  completed_at timestamptz NOT NULL
);

-- The keys that a full read has seen, kept until deletions were inferred from those it has not.
CREATE TABLE workflow.full_read_key (
  flow       text NOT NULL,
  source_key text NOT NULL,
  PRIMARY KEY (flow, source_key)
);
