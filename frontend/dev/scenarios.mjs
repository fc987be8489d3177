/** The states a person may meet, for looking at the page and for the browser tests of every state. */

const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const inSeconds = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();

function flow(special = {}) {
  return {
    id: "contact",
    source: "Dynamics 365 · contact",
    target: "Campaign · profile",
    enabled: true,
    backlog: 0,
    readPerSecond: 0,
    writtenPerSecond: 0,
    read: 0,
    written: 0,
    failed: 0,
    waiting: 0,
    lastWrittenAt: null,
    etaSeconds: null,
    condition: null,
    ...special,
  };
}

/** A flow that never ran. */
export const emptyFlow = (id, source, target) => flow({ id, source, target });

function workflow(special = {}, ...flows) {
  return {
    id: "ingress",
    name: "Microsoft Dynamics 365 to Campaign",
    status: "RUNNING",
    backlog: 0,
    changesPending: false,
    condition: null,
    failure: null,
    since: minutesAgo(12),
    flows: flows.length > 0 ? flows : [flow()],
    ...special,
  };
}

function condition(code, special = {}) {
  return {
    code,
    system: "campaign",
    flow: "contact",
    message: `An English sentence about ${code}.`,
    attempt: 0,
    until: null,
    since: minutesAgo(1),
    ...special,
  };
}

const busy = { read: 48_211, written: 35_871, lastWrittenAt: minutesAgo(0), readPerSecond: 2.1 };

const EVENTS = { send: "broadlog", open: "trackinglog", click: "trackinglog", bounce: "broadlog" };

/** The four flows of events; `special` says by type what is special about one. */
function eventFlows(special = {}) {
  return Object.entries(EVENTS).map(([type, file]) =>
    flow({
      id: `email-${type}`,
      source: `Campaign · ${file}*.csv`,
      target: `Dynamics 365 · adobe_email${type}`,
      ...special[type],
    }),
  );
}

function egress(special, flows) {
  const name = "Campaign to Microsoft Dynamics 365";
  return workflow({ id: "egress", name, ...special }, ...eventFlows(flows));
}

function consent(special, fromDynamics = {}, fromCampaign = {}) {
  const side = (id, source, target) => ({ id, source, target });
  return workflow(
    { id: "consent", name: "Opt-In/Out", ...special },
    flow({
      ...side("from-dynamics", "Dynamics 365 · contact", "Campaign · profile"),
      ...fromDynamics,
    }),
    flow({
      ...side("from-campaign", "Campaign · profile", "Dynamics 365 · contact"),
      ...fromCampaign,
    }),
  );
}

const off = { enabled: false };
const quiet = { ...busy, backlog: 0, writtenPerSecond: 2 };

/** An egress flow that something holds up, beside others that go on. */
function heldEvents(code, special, flowSpecial = {}) {
  const held = condition(code, { flow: "email-open", ...special });
  const open = { ...busy, backlog: 120, condition: held, ...flowSpecial };
  return [
    scenarios.synced()[0],
    egress({ condition: held }, { send: quiet, open, click: quiet, bounce: quiet }),
    consent({}, quiet, quiet),
  ];
}

export const scenarios = {
  three: () => [
    workflow({}, flow({ ...busy, backlog: 12_340, writtenPerSecond: 68.6 })),
    egress(
      {},
      {
        send: { ...busy, backlog: 184_000, readPerSecond: 1_900, writtenPerSecond: 1_240 },
        open: { ...busy, backlog: 51_200, readPerSecond: 800, writtenPerSecond: 640, failed: 3 },
        click: { ...busy, backlog: 9_400, readPerSecond: 120, writtenPerSecond: 110 },
        bounce: { ...busy, backlog: 310, readPerSecond: 14, writtenPerSecond: 12 },
      },
    ),
    consent({}, { ...quiet, failed: 1 }, { ...quiet, readPerSecond: 0.4 }),
  ],
  /** Dead letters of several workflows, flows and reasons. */
  letters: () => [
    workflow(
      {},
      flow({ ...busy, backlog: 42, writtenPerSecond: 12, failed: 132 }),
      flow({ ...busy, id: "account", source: "Dynamics 365 · account", failed: 24 }),
    ),
    egress({}, { send: quiet, open: quiet, click: quiet, bounce: { ...quiet, failed: 40 } }),
    consent({}, quiet, { ...quiet, failed: 5 }),
  ],
  off: () => [
    scenarios.synced()[0],
    egress(
      {},
      { send: quiet, open: off, click: { ...off, backlog: 42, read: 900 }, bounce: quiet },
    ),
    consent({}, off, off),
  ],
  waiting: () =>
    heldEvents(
      "waitingForContacts",
      {
        system: "dynamics",
        message: "1,204 records wait for contacts that Dynamics 365 does not have yet.",
      },
      { waiting: 1_204 },
    ),
  fileIncomplete: () =>
    heldEvents("fileIncomplete", {
      message: "trackinglog_20261124_091500_1.csv ends within a record at byte 48,211,007.",
    }),
  fileUnreadable: () =>
    heldEvents("fileUnreadable", {
      message: 'trackinglog_20261124_091500_1.csv has no column "trackingId".',
    }),
  draining: () => [workflow({}, flow({ ...busy, backlog: 12_340, writtenPerSecond: 68.6 }))],
  synced: () => [workflow({}, flow({ ...busy, backlog: 0, writtenPerSecond: 2 }))],
  stopped: () => [workflow({ status: "STOPPED" }, flow({ read: 48_211, backlog: 5_120 }))],
  fresh: () => [workflow({ status: "STOPPED" })],
  starting: () => [workflow({ status: "STARTING", since: minutesAgo(0) })],
  stopping: () => [
    workflow({ status: "STOPPING", since: minutesAgo(0) }, flow({ ...busy, backlog: 320 })),
  ],
  pending: () => [workflow({ changesPending: true }, flow({ ...busy, backlog: 12_340 }))],
  throttled: () => {
    const held = condition("throttled", { until: inSeconds(45) });
    return [workflow({ condition: held }, flow({ ...busy, backlog: 21_870, condition: held }))];
  },
  retrying: () => {
    const held = condition("retrying", { attempt: 4, until: inSeconds(20) });
    return [workflow({ condition: held }, flow({ ...busy, backlog: 21_870, condition: held }))];
  },
  resynchronising: () => {
    const held = condition("resynchronising", { system: "dynamics" });
    return [workflow({ condition: held }, flow({ ...busy, backlog: 900, condition: held }))];
  },
  indexing: () => {
    const held = condition("indexing");
    return [workflow({ condition: held }, flow({ ...busy, backlog: 900, condition: held }))];
  },
  database: () => {
    const held = condition("databaseUnavailable", {
      system: "database",
      flow: null,
      message: "Tidegate's database does not answer.",
      attempt: 2,
    });
    return [
      workflow({ condition: held }, flow({ ...busy, backlog: 900, failed: 3 })),
      egress({ condition: held }, { send: quiet, open: quiet, click: quiet, bounce: quiet }),
      consent({ condition: held, status: "STOPPED" }),
    ];
  },
  held: () => {
    const held = condition("deletionsHeld", {
      system: "dynamics",
      message: "8,214 of 100,000 contacts (8.2 %) are gone at the source; deletions wait for you.",
    });
    return [workflow({ condition: held }, flow({ ...busy, backlog: 8_214, condition: held }))];
  },
  failed: () => [
    workflow(
      {
        status: "FAILED",
        failure: {
          code: "unusable",
          system: "dynamics",
          cause:
            "Dynamics 365 refused the client secret of dynamics-client (AADSTS7000215: Invalid client secret provided).",
          remedy:
            "Create a new client secret for the application in Entra ID, enter it in Tidegate's connection settings, then start the workflow again.",
          at: minutesAgo(3),
        },
        since: minutesAgo(3),
      },
      flow({ read: 48_211, written: 35_871, backlog: 12_340, lastWrittenAt: minutesAgo(4) }),
    ),
  ],
  refused: () => [workflow({}, flow({ ...busy, backlog: 42, writtenPerSecond: 12, failed: 132 }))],
  full: () => {
    const held = condition("throttled", { until: inSeconds(45), flow: "account" });
    return [
      workflow(
        { condition: held, changesPending: true },
        flow({ ...busy, backlog: 12_340, writtenPerSecond: 68.6, failed: 3 }),
        flow({
          ...busy,
          id: "account",
          source: "Dynamics 365 · account",
          target: "Campaign · cusAccount",
          backlog: 1_204_918,
          condition: held,
        }),
      ),
      egress(
        { status: "FAILED", failure: scenarios.failed()[0].failure, since: minutesAgo(3) },
        { send: { backlog: 311, waiting: 12 }, open: off, bounce: { failed: 40 } },
      ),
      workflow({ id: "consent", name: "Opt-In/Out", status: "STOPPED", flows: [] }),
    ];
  },
  none: () => [],
  /** A list of workflows in all the states that one may be in. */
  every: () => STATES.map((name) => ({ ...scenarios[name]()[0], id: name, name })),
};

const STATES = [
  "draining",
  "synced",
  "fresh",
  "stopped",
  "starting",
  "stopping",
  "pending",
  "throttled",
  "retrying",
  "resynchronising",
  "indexing",
  "held",
  "failed",
  "refused",
];

/** Every kind of decision, again and again; of a person whose id begins with 0 nothing is known. */
export function ledger(person) {
  const kinds = [
    { channel: "email", origin: "campaign", campaignOptedOut: true, optedOut: true },
    { channel: "sms", decision: "agreed", writtenTo: null },
    { channel: "push", origin: "both", decision: "conflict", policy: "optOutWins", optedOut: true },
    { channel: "phone", origin: "both", decision: "conflict", policy: "houseRule" },
    { channel: "postal", decision: "kept", campaignOptedOut: true, writtenTo: null },
    { channel: "all", dynamicsOptedOut: true, optedOut: true, writtenTo: "campaign" },
  ];
  return Array.from({ length: person.startsWith("0") ? 0 : 45 }, (_, index) => {
    const kind = kinds[index % kinds.length];
    const written = kind.writtenTo !== null && index > 0;
    return {
      id: 45 - index,
      person,
      origin: "dynamics",
      decidedAt: minutesAgo(index * 7),
      agreedBefore: kind.decision === "conflict" ? null : !kind.optedOut,
      dynamicsOptedOut: false,
      campaignOptedOut: false,
      dynamicsModifiedAt: kind.origin === "campaign" ? null : minutesAgo(index * 7 + 0.1),
      campaignModifiedAt: minutesAgo(index * 7 + 0.05),
      optedOut: false,
      decision: "propagated",
      policy: null,
      writtenTo: kind.origin === "campaign" ? "dynamics" : "campaign",
      ...kind,
      writtenAt: written ? minutesAgo(index * 7 - 0.02) : null,
    };
  });
}

/** An erasure that is completed, or has just begun. */
export function erasure(id, { completed, removed = {} }) {
  return {
    id,
    personHash: `${id}c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab`,
    requestedAt: minutesAgo(completed ? 60 * id : 0),
    completedAt: completed ? minutesAgo(60 * id - 0.5) : null,
    removed,
  };
}

/** Half an hour that ends with the given backlog. */
export function history(flows) {
  const samples = (end, part) =>
    Array.from({ length: 900 }, (_, index) => {
      const age = 899 - index;
      const wave = Math.max(0, Math.sin(index / 140) * 9_000 + age * 22) / part;
      const written = age > 300 && age < 420 ? 0 : 60 + 8 * Math.sin(index / 9);
      return {
        at: new Date(Date.now() - age * 2000).toISOString(),
        backlog: Math.round(end + wave * Math.min(1, age / 60)),
        readPerSecond: index % 200 < 40 ? 180 : 2,
        writtenPerSecond: Math.round(written * 10) / 10,
      };
    });
  return {
    intervalSeconds: 2,
    flows: flows.map(({ id, backlog }, index) => ({ id, samples: samples(backlog, index + 1) })),
  };
}
