import type { Consent } from "../consent/edit/types.ts";
import type { Egress } from "../egress/types.ts";

const FILES = {
  directory: "/d365_loads/exports",
  archive: "/d365_loads/exports/archive",
  pollSeconds: 10,
  settledSeconds: 15,
  truncatedSeconds: 600,
  pageBytes: 1_048_576,
  delimiter: ",",
  charset: "UTF-8",
};

export function anEgress(): Egress {
  const flow = (type: "SEND" | "BOUNCE"): Egress["flows"][number] => ({
    id: `email-${type.toLowerCase()}`,
    type,
    enabled: true,
    files: "broadlog*.csv",
    resource: "broadLogRcp",
    activity: {
      table: `adobe_email${type.toLowerCase()}`,
      date: "adobe_on",
      campaignName: "adobe_campaignname",
      deliveryName: "adobe_deliveryname",
      mirrorPage: "",
      trackingUrl: "",
      reason: "",
    },
  });
  return {
    source: "SFTP",
    files: FILES,
    rest: {
      filter: "byLastModified",
      parameter: "from_parameter",
      pollSeconds: 10,
      overlapSeconds: 60,
      pageRows: 500,
    },
    format: {
      columns: {},
      timestamp: "uuuu-MM-dd HH:mm:ss.SSSX",
      sent: ["sent"],
      failed: ["failed"],
      returned: ["hard", "soft"],
      bounces: ["hard"],
      opens: ["open"],
      clicks: ["click"],
    },
    flows: [flow("SEND"), flow("BOUNCE")],
    contactTable: "contact",
    batchSize: 100,
    contactWaitSeconds: 259_200,
  };
}

export function aConsent(): Consent {
  return {
    entity: "contact",
    key: "contactid",
    resource: "profile",
    targetKey: "externalId",
    rows: [
      {
        channel: "email",
        attribute: "donotbulkemail",
        field: "blackListEmail",
        direction: "both",
      },
    ],
    policy: "optOutWins",
    source: "rest",
    lookupFilter: "byExternalId",
    lookupParameter: "externalId_parameter",
    modifiedFilter: "byLastModified",
    modifiedParameter: "from_parameter",
    export: FILES,
    exportGlob: "optouts*.csv",
    pageSize: 1_000,
    pollSeconds: 5,
    overlapSeconds: 30,
    skewSeconds: 5,
  };
}
