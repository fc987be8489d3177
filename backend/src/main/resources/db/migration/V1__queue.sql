-- The durable address queue (docs: io.tidegate.queue.AddressQueue).
--
-- Records live in append-only tables queue.segment_<id>, made and dropped by the service; every
-- lane of an address counts its records densely from 0. What is pending is what lies between a
-- lane's head (settled below it) and its tail (appended below it).

CREATE SCHEMA queue;

-- One row per address, updated once per append.
CREATE TABLE queue.address (
  name text PRIMARY KEY,
  lanes smallint NOT NULL CHECK (lanes BETWEEN 1 AND 256),
  epoch bigint NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 0,
  tails bigint[] NOT NULL CHECK (cardinality(tails) = lanes),
  cursor text,
  segment bigint,
  segment_start bigint NOT NULL DEFAULT 0,
  segment_since timestamptz NOT NULL DEFAULT now(),
  dead_letters_removed bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 30, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

COMMENT ON COLUMN queue.address.epoch IS 'Raised by every opening; an older owner is fenced out.';
COMMENT ON COLUMN queue.address.version IS 'Raised by every append that may move the cursor.';
COMMENT ON COLUMN queue.address.tails IS 'Per lane: the position the next record gets.';
COMMENT ON COLUMN queue.address.cursor IS 'Where the reader stands at its source after the last append.';
COMMENT ON COLUMN queue.address.segment IS 'The segment that is appended to; null before the first record.';
COMMENT ON COLUMN queue.address.segment_start IS 'How many records were appended before this segment began.';
COMMENT ON COLUMN queue.address.dead_letters_removed IS 'How many dead letters were replayed or discarded, ever.';

-- One row per lane, updated once per take and once per settlement; the low fill factor keeps
-- those updates on their page (HOT), so that no index grows.
CREATE TABLE queue.lane (
  address text NOT NULL REFERENCES queue.address,
  lane smallint NOT NULL,
  epoch bigint NOT NULL,
  version bigint NOT NULL DEFAULT 0,
  head bigint NOT NULL DEFAULT 0,
  taken bigint NOT NULL DEFAULT 0,
  dead_lettered bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (address, lane)
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

COMMENT ON COLUMN queue.lane.version IS 'Raised by every settlement.';
COMMENT ON COLUMN queue.lane.head IS 'Everything below it is settled.';
COMMENT ON COLUMN queue.lane.taken IS 'Everything below it was handed to a writer at least once.';
COMMENT ON COLUMN queue.lane.dead_lettered IS 'How many records of this lane became dead letters, ever.';

CREATE TABLE queue.segment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address text NOT NULL REFERENCES queue.address,
  first bigint[] NOT NULL,
  past bigint[],
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX segment_of_address ON queue.segment (address, id);

COMMENT ON COLUMN queue.segment.first IS 'Per lane: the position of its first record.';
COMMENT ON COLUMN queue.segment.past IS 'Per lane: the position after its last record; null while it is appended to.';

CREATE TABLE queue.dead_letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address text NOT NULL REFERENCES queue.address,
  lane smallint NOT NULL,
  position bigint NOT NULL,
  key text NOT NULL,
  operation smallint NOT NULL,
  payload bytea NOT NULL,
  reason text NOT NULL,
  answer text NOT NULL,
  attempts integer NOT NULL,
  superseded boolean NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (address, lane, position)
);

CREATE INDEX dead_letter_by_address ON queue.dead_letter (address, id);
CREATE INDEX dead_letter_by_key ON queue.dead_letter (address, key);

COMMENT ON COLUMN queue.dead_letter.operation IS '0 = upsert, 1 = delete.';
COMMENT ON COLUMN queue.dead_letter.superseded IS 'A newer change to the same key was settled since: a replay would undo it.';

-- What is pending per address, in a time that does not depend on how much it is.
CREATE VIEW queue.depth AS
SELECT
  a.name AS address,
  t.appended - l.settled AS pending,
  t.appended,
  l.settled,
  l.dead_lettered - a.dead_letters_removed AS dead_lettered
FROM
  queue.address a
  CROSS JOIN LATERAL (SELECT sum(tail)::bigint AS appended FROM unnest(a.tails) AS tail) t
  CROSS JOIN LATERAL (
    SELECT sum(head)::bigint AS settled, sum(dead_lettered)::bigint AS dead_lettered
    FROM queue.lane WHERE address = a.name) l;
