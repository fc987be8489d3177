-- Requests to erase a person from Tidegate, and the proofs that it was done.

CREATE TABLE workflow.erasure (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person       text,                 -- the contact's id; gone when the erasure is complete
  person_hash  text        NOT NULL, -- sha256:<salt>:<hash>, so that who knows the id finds the proof
  requested_at timestamptz NOT NULL DEFAULT now(),
  completed_at timestamptz,
  removed      jsonb       NOT NULL DEFAULT '{}', -- records per place
  CHECK ((person IS NULL) = (completed_at IS NOT NULL))
);

-- One at a time for a person; and what is under way is found without reading the proofs.
CREATE UNIQUE INDEX erasure_under_way ON workflow.erasure (person) WHERE person IS NOT NULL;
