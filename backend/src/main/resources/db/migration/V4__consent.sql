-- What opt-in/out knows of each person, and the ledger of what it decided.

-- One row per person. Channels are bits (io.tidegate.workflow.consent.Channel).
CREATE TABLE workflow.consent_state (
  person             text     PRIMARY KEY, -- the contact's id, which is the profile's external id
  dynamics_known     smallint NOT NULL DEFAULT 0,
  dynamics_out       smallint NOT NULL DEFAULT 0,
  dynamics_version   bigint,               -- null: never seen there
  dynamics_settled   bigint,
  dynamics_queued    bigint,
  dynamics_since     timestamptz,          -- a change that is not settled yet was made after this
  campaign_known     smallint NOT NULL DEFAULT 0,
  campaign_out       smallint NOT NULL DEFAULT 0,
  campaign_version   bigint,               -- null: never seen there
  campaign_settled   bigint,
  campaign_queued    bigint,
  campaign_since     timestamptz,
  campaign_href      text,
  agreed_known       smallint NOT NULL DEFAULT 0,
  agreed_out         smallint NOT NULL DEFAULT 0,
  noted              bigint   NOT NULL DEFAULT 0 -- how many changes the feeds have noted
) WITH (fillfactor = 85);

COMMENT ON COLUMN workflow.consent_state.dynamics_out IS 'The channels the person was opted out of when Dynamics was last looked at.';
COMMENT ON COLUMN workflow.consent_state.dynamics_version IS 'The version of the row at that time.';
COMMENT ON COLUMN workflow.consent_state.dynamics_settled IS 'The version when both sides were last read together and agreed, or that we wrote.';
COMMENT ON COLUMN workflow.consent_state.dynamics_queued IS 'The newest version for which the person was queued: it is not queued for it again.';
COMMENT ON COLUMN workflow.consent_state.agreed_out IS 'What both sides last agreed on, for the channels in agreed_known.';

-- Written before the decision is carried out, so that a crash in between leaves a trace.
CREATE TABLE workflow.consent_ledger (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person               text        NOT NULL,
  channel              text        NOT NULL,
  origin               text        NOT NULL,
  decided_at           timestamptz NOT NULL DEFAULT now(),
  agreed_before        boolean,
  dynamics_out         boolean     NOT NULL,
  campaign_out         boolean     NOT NULL,
  dynamics_modified_at timestamptz,
  campaign_modified_at timestamptz,
  opted_out            boolean     NOT NULL,
  decision             text        NOT NULL,
  policy               text,
  written_to           text,
  written_at           timestamptz
);

CREATE INDEX consent_ledger_by_person ON workflow.consent_ledger (person, id DESC);

-- Ingress writes profiles, too, and thereby moves their time of modification.
ALTER TABLE workflow.record_map ADD COLUMN written_at timestamptz;
