-- What ingress remembers to write records with links, filters, and selected replays.

-- A link to a record is written with its PKey; null where the entry is older than this column.
ALTER TABLE workflow.record_map ADD COLUMN target_pkey text;

-- A row that a full read has seen, but that the flow's filter leaves out.
ALTER TABLE workflow.full_read_key ADD COLUMN filtered_out boolean NOT NULL DEFAULT false;

-- Ingress sets records aside, too: one whose parent does not exist at the target, one that cannot be
-- deleted there since others link to it. Their content is never kept: it is read again at the source.
ALTER TABLE workflow.waiting_record
  ADD COLUMN operation   smallint NOT NULL DEFAULT 0,     -- as in the queue: 0 upsert, 1 delete
  ADD COLUMN complete    boolean  NOT NULL DEFAULT false, -- also what is written once only
  ADD COLUMN queued      boolean  NOT NULL DEFAULT false, -- read again, and on its way to the writer
  ADD COLUMN parent_flow text, -- the queue address of the flow that is to bring the parent
  ADD COLUMN parent_key  text;

CREATE UNIQUE INDEX waiting_record_of_ingress ON workflow.waiting_record (flow, key)
  WHERE flow LIKE 'ingress.%';
CREATE INDEX waiting_record_by_parent ON workflow.waiting_record (parent_flow, parent_key)
  WHERE parent_flow IS NOT NULL;

-- Replays of a part of a flow's records, worked off by its reader one after another.
CREATE TABLE workflow.replay_request (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  flow         text        NOT NULL,
  selection    text        NOT NULL, -- JSON, as the API takes it
  cursor       text,                 -- the next page; null before the first
  requested_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX replay_request_by_flow ON workflow.replay_request (flow, id);
