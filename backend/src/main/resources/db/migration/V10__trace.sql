-- What became of each change (docs/adr/0012): one narrow row per settled change, for a time. What is
-- still pending is found in the queue itself.

CREATE SCHEMA trace;

-- A flow's queue address, and the version of its workflow's document that it was pinned to.
CREATE TABLE trace.flow (
  id       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address  text    NOT NULL,
  version  bigint  NOT NULL, -- 0: not known
  UNIQUE (address, version)
);

-- The parts that the steps are kept in: the last that has begun is open, those before it are indexed,
-- and dropped whole; one is there to be begun. So a part is there for a while before it is used, and
-- every session knows of it by then.
CREATE TABLE trace.part (
  id        integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  begun_at  timestamptz,
  ended_at  timestamptz, -- null: open, or not indexed yet
  steps     bigint       -- counted at the end
);

-- Columns go from wide to narrow, and none is null: 72 bytes a row.
CREATE TABLE trace.step (
  at         timestamptz NOT NULL DEFAULT now(), -- when it was settled
  queued_at  timestamptz NOT NULL,
  key        bigint      NOT NULL, -- a hash of the record's key (io.tidegate.workflow.trace.KeyHash)
  position   bigint      NOT NULL, -- in its lane, which follows from the key
  part       integer     NOT NULL,
  flow       integer     NOT NULL,
  effect     smallint    NOT NULL, -- io.tidegate.workflow.trace.Effect
  operation  smallint    NOT NULL, -- as in the queue
  attempts   smallint    NOT NULL,
  answer     text        NOT NULL  -- a few words of ours, mostly none; never the target's
) PARTITION BY LIST (part);

INSERT INTO trace.part (begun_at) VALUES (now());
CREATE TABLE trace.step_1 PARTITION OF trace.step FOR VALUES IN (1)
  WITH (parallel_workers = 0); -- starting workers would take longer than looking

-- Whose e-mail address it is, without the address: a keyed hash of it.
CREATE TABLE trace.identity (
  email       bigint      NOT NULL,
  changed_at  timestamptz NOT NULL DEFAULT now(),
  address     text        NOT NULL,
  key         text        NOT NULL,
  PRIMARY KEY (address, key)
);

CREATE INDEX identity_by_email ON trace.identity (email);

-- People know a record by the key that Campaign gave it, too.
CREATE INDEX record_map_by_pkey ON workflow.record_map (target_pkey) WHERE target_pkey IS NOT NULL;
