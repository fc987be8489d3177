-- What egress remembers of Campaign's export files, and of events whose contact does not exist yet.

-- How far a flow has read a file of an export directory. Moves in the transaction that queues the
-- rows, so that none is read twice or skipped.
CREATE TABLE workflow.read_file (
  flow       text        NOT NULL,
  name       text        NOT NULL,
  size       bigint      NOT NULL, -- as last seen on the server
  modified   timestamptz NOT NULL, -- as last seen on the server
  changed_at timestamptz NOT NULL, -- when we last saw one of the two change
  position   bigint      NOT NULL, -- bytes read
  lines      bigint      NOT NULL, -- lines read
  finished   boolean     NOT NULL,
  archived   boolean     NOT NULL,
  PRIMARY KEY (flow, name)
) WITH (fillfactor = 70);

-- Records set aside until their contact exists in Dynamics 365.
CREATE TABLE workflow.waiting_record (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  flow     text        NOT NULL,
  key      text        NOT NULL, -- the contact's id
  payload  bytea       NOT NULL,
  since    timestamptz NOT NULL, -- when it was set aside first
  next_try timestamptz NOT NULL,
  attempts integer     NOT NULL
);

CREATE INDEX waiting_record_due ON workflow.waiting_record (flow, next_try);
CREATE INDEX waiting_record_by_key ON workflow.waiting_record (key);
