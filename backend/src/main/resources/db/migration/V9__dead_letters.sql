-- Dead letters are grouped and chosen by why they were refused.

ALTER TABLE queue.dead_letter
  ADD COLUMN reason_code text NOT NULL DEFAULT 'refused',
  ADD COLUMN supersedable boolean NOT NULL DEFAULT true;

COMMENT ON COLUMN queue.dead_letter.reason_code IS 'Why it was refused, one of a closed set that the writers define.';
COMMENT ON COLUMN queue.dead_letter.supersedable IS 'False for what stands by itself, an event: nothing newer makes it obsolete.';

UPDATE queue.dead_letter SET reason_code = CASE
    WHEN position('{"$unmappable":'::bytea IN payload) = 1 THEN 'unmappable'
    WHEN position('{"problem":'::bytea IN payload) = 1 THEN 'unreadable'
    WHEN reason LIKE 'It links to the record %' THEN 'missingParent'
    WHEN reason LIKE 'Dynamics 365 has no contact %' THEN 'missingContact'
    WHEN reason LIKE 'Campaign has % Merge them there, then replay this%' THEN 'severalMatches'
    WHEN reason LIKE 'Campaign failed on this record %' OR reason LIKE 'This person''s consent failed %' THEN 'poison'
    ELSE 'refused'
  END
  WHERE answer = '' OR starts_with(address, 'egress.');

UPDATE queue.dead_letter SET supersedable = false, superseded = false WHERE starts_with(address, 'egress.');

ALTER TABLE queue.dead_letter
  ALTER COLUMN reason_code DROP DEFAULT,
  ALTER COLUMN supersedable DROP DEFAULT;

-- The time is there for the groups: they are read from the index alone.
CREATE INDEX dead_letter_by_reason ON queue.dead_letter (address, reason_code, id) INCLUDE (at);
