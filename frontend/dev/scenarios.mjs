/** The states a person may meet, for looking at the page and for the browser tests of every state. */

const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const inSeconds = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();

function flow(special = {}) {
  return {
    id: "contact",
    source: "Dynamics 365 · contact",
    target: "Campaign · profile",
    backlog: 0,
    readPerSecond: 0,
    writtenPerSecond: 0,
    read: 0,
    written: 0,
    failed: 0,
    lastWrittenAt: null,
    etaSeconds: null,
    condition: null,
    ...special,
  };
}

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

export const scenarios = {
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
    const held = condition("databaseUnavailable", { system: "database", attempt: 2 });
    return [workflow({ condition: held }, flow({ ...busy, backlog: 900, condition: held }))];
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
      ...scenarios.failed().map((failed) => ({
        ...failed,
        id: "egress",
        name: "Campaign to Microsoft Dynamics 365",
        flows: [
          flow({
            id: "email-open",
            source: "Campaign · broadLogEvent",
            target: "Dynamics 365 · adobe_emailopen",
            backlog: 311,
          }),
        ],
      })),
      workflow({ id: "consent", name: "Opt-In/Out", status: "STOPPED", flows: [] }),
    ];
  },
  none: () => [],
};

export function deadLetters(count) {
  const reasons = [
    [
      "The value is longer than the field allows: firstName takes 30 characters.",
      "400 firstName too long",
    ],
    [
      "The e-mail address is not valid.",
      "RST-360011 An error has occurred: 'email' is not a valid address: jürgen@@example",
    ],
    [
      "The value is not one of the enumeration's: gender.",
      "400 Invalid enumeration value '7' for 'gender'",
    ],
  ];
  return Array.from({ length: count }, (_, index) => {
    const [reason, answer] = reasons[index % reasons.length];
    return {
      id: count - index,
      flow: "contact",
      key: `7f1c${(0x9a00 + index).toString(16)}-52b1-4d0e-9c3a-${(0xabcdef0000 + index * 7919).toString(16).padStart(12, "0")}`,
      operation: index % 9 === 4 ? "DELETE" : "UPSERT",
      reason,
      answer,
      attempts: 1 + (index % 3),
      at: new Date(Date.now() - index * 47_000).toISOString(),
    };
  });
}

/** Half an hour that ends with the given backlog. */
export function history(flows) {
  const samples = (end) =>
    Array.from({ length: 900 }, (_, index) => {
      const age = 899 - index;
      const wave = Math.max(0, Math.sin(index / 140) * 9_000 + age * 22);
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
    flows: flows.map(({ id, backlog }) => ({ id, samples: samples(backlog) })),
  };
}
