-- Reconciliations: both sides of a flow compared, what differs, and its repair.

CREATE TABLE workflow.reconciliation (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workflow        text        NOT NULL,
  flow            text        NOT NULL,
  trigger         text        NOT NULL, -- demand or schedule
  status          text        NOT NULL DEFAULT 'RUNNING',
  phase           text,                 -- null before its turn, and when it has ended
  cursor          text,                 -- the next page of the side that is read; the last key compared
  compared_at     timestamptz,          -- when both sides were read whole
  source_read     bigint      NOT NULL DEFAULT 0,
  source_expected bigint,
  target_read     bigint      NOT NULL DEFAULT 0,
  target_expected bigint,
  found           jsonb       NOT NULL DEFAULT '{}', -- differences per kind
  fields          jsonb       NOT NULL DEFAULT '{}', -- differences per field
  pending         bigint      NOT NULL DEFAULT 0,
  cause           text,
  remedy          text,
  started_at      timestamptz NOT NULL DEFAULT now(),
  ended_at        timestamptz
);

-- One at a time of a flow.
CREATE UNIQUE INDEX reconciliation_under_way ON workflow.reconciliation (workflow, flow)
  WHERE status = 'RUNNING';
CREATE INDEX reconciliation_by_flow ON workflow.reconciliation (workflow, flow, id);

CREATE TABLE workflow.reconciliation_difference (
  id             bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reconciliation bigint  NOT NULL REFERENCES workflow.reconciliation,
  address        text    NOT NULL, -- the flow's queue
  key            text    NOT NULL,
  kind           text    NOT NULL, -- missing, surplus, different or duplicate
  fields         text[]  NOT NULL, -- names only: no values are kept
  target         text,             -- the record's address at the target; null where it has none
  left_out       boolean NOT NULL, -- surplus because the flow's filter leaves its row out
  state          text    NOT NULL DEFAULT 'open',
  UNIQUE (reconciliation, key)
);

CREATE INDEX reconciliation_difference_by_id ON workflow.reconciliation_difference (reconciliation, id);
CREATE INDEX reconciliation_difference_by_key ON workflow.reconciliation_difference (key);
CREATE INDEX reconciliation_difference_queued ON workflow.reconciliation_difference (address, key)
  WHERE state = 'queued';

COMMENT ON COLUMN workflow.reconciliation_difference.state IS 'While it is queued, the flow''s writer looks the record up, whatever the record map says; it is repaired in the transaction that settles the write.';

-- What was read of the two sides, and what is to be looked at again, of the one reconciliation that
-- runs: emptied when it begins and when it ends.

CREATE TABLE workflow.reconciliation_source (
  key      text    PRIMARY KEY,
  hash     bytea   NOT NULL,
  left_out boolean NOT NULL -- the flow's filter leaves it out
);

CREATE TABLE workflow.reconciliation_target (
  key     text    PRIMARY KEY,
  hash    bytea   NOT NULL,
  records integer NOT NULL
);

CREATE TABLE workflow.reconciliation_candidate (
  key      text        PRIMARY KEY,
  hash     bytea,                -- of the source when it was last read; null for no such record
  read_at  timestamptz NOT NULL, -- not before that
  round    integer     NOT NULL DEFAULT 0
);

CREATE INDEX reconciliation_candidate_by_round ON workflow.reconciliation_candidate (round, key);
