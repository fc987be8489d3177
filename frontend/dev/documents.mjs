/** The documents that the made-up service begins with. */
import { ENTITIES, RESOURCES } from "./schemas.mjs";

const text = (maxLength, overflow = "truncate") => ({ type: "text", maxLength, overflow });

export function flowOf(id, entity, resource, attributes, links = [], special = {}) {
  return {
    id,
    enabled: true,
    mapping: {
      entity,
      sourceKey: ENTITIES.find(({ name }) => name === entity).primaryId,
      resource,
      targetKey: resource === "profile" ? "externalId" : "cusExternalId",
      picklists: "value",
      attributes,
      links,
    },
    lookupFilter: "byExternalId",
    lookupParameter: "externalId_parameter",
    deletions: "off",
    deleteFilteredOut: false,
    heldDeletionShare: 0.05,
    pageSize: 1000,
    pollSeconds: 5,
    parentWaitSeconds: 259_200,
    schemaCheckSeconds: 60,
    ...special,
  };
}

const GENDERS = {
  type: "valueTable",
  values: { 1: "male", 2: "female" },
  otherwise: "unknown",
  unlisted: "otherwise",
};

function contact() {
  const flow = flowOf(
    "contact",
    "contact",
    "profile",
    [
      { target: "firstName", source: "firstname", conversion: text(30) },
      { target: "lastName", source: "lastname", conversion: text(50) },
      { target: "email", source: "emailaddress1", conversion: text(128, "refuse") },
      { target: "mobilePhone", source: "mobilephone", conversion: text(32, "refuse") },
      { target: "birthDate", source: "birthdate", conversion: { type: "date" } },
      { target: "gender", source: "gendercode", conversion: GENDERS, empty: "unknown" },
      { target: "postalAddress.line1", source: "address1_line1", conversion: text(255) },
      { target: "postalAddress.city", source: "address1_city", conversion: text(50) },
      {
        target: "cusNickName",
        expression: 'firstname + " " + lastname',
        conversion: text(100),
        applyUpdates: false,
      },
    ],
    [{ target: "cusAccount", source: "parentcustomerid", flow: "account" }],
  );
  flow.mapping.filter = { all: [{ attribute: "statecode", operator: "eq", value: 0 }] };
  return flow;
}

const ingress = () => ({
  flows: [
    contact(),
    flowOf("account", "account", "cusAccount", [
      { target: "cusName", source: "name", conversion: text(160) },
      { target: "cusNumber", source: "accountnumber", conversion: text(20, "refuse") },
      { target: "cusCity", source: "address1_city", conversion: text(80) },
      { target: "cusOrigin", constant: "CRM" },
    ]),
    flowOf(
      "subscription",
      "new_subscription",
      "cusSubscription",
      [
        { target: "cusName", source: "new_name", conversion: text(100) },
        { target: "cusPrice", source: "new_price", conversion: { type: "number", decimals: 2 } },
      ],
      [{ target: "cusAccount", source: "new_accountid", flow: "account" }],
      { deletions: "delete" },
    ),
    flowOf(
      "invoice-line",
      "new_invoiceline",
      "cusInvoiceLine",
      [{ target: "cusAmount", source: "new_amount", conversion: { type: "number", decimals: 2 } }],
      [{ target: "cusSubscription", source: "new_subscriptionid", flow: "subscription" }],
      { enabled: false },
    ),
  ],
});

const files = () => ({
  directory: "/d365_loads/exports",
  archive: "/d365_loads/exports/archive",
  pollSeconds: 10,
  settledSeconds: 15,
  truncatedSeconds: 600,
  pageBytes: 1_048_576,
  delimiter: ",",
  charset: "UTF-8",
});

function activity(type, date) {
  const delivery = type === "send" || type === "bounce";
  return {
    table: `adobe_email${type}`,
    date,
    campaignName: "adobe_campaignname",
    deliveryName: "adobe_deliveryname",
    mirrorPage: delivery ? "adobe_mirrorpageurl" : "",
    trackingUrl: type === "click" ? "adobe_trackingurl" : "",
    reason: type === "bounce" ? "description" : "",
  };
}

const egress = (enabled) => ({
  source: "SFTP",
  files: files(),
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
  flows: [
    ["send", "adobe_senton"],
    ["open", "adobe_openedon"],
    ["click", "adobe_clickedon"],
    ["bounce", "adobe_bouncedon"],
  ].map(([type, date]) => ({
    id: `email-${type}`,
    type: type.toUpperCase(),
    enabled,
    files: type === "send" || type === "bounce" ? "broadlog*.csv" : "trackinglog*.csv",
    resource: type === "send" || type === "bounce" ? "broadLogRcp" : "trackingLogRcp",
    activity: activity(type, date),
  })),
  contactTable: "contact",
  batchSize: 100,
  contactWaitSeconds: 259_200,
});

const consent = (rows) => ({
  entity: "contact",
  key: "contactid",
  resource: "profile",
  targetKey: "externalId",
  rows,
  policy: "optOutWins",
  source: "rest",
  lookupFilter: "byExternalId",
  lookupParameter: "externalId_parameter",
  modifiedFilter: "byLastModified",
  modifiedParameter: "from_parameter",
  export: files(),
  exportGlob: "optouts*.csv",
  pageSize: 1000,
  pollSeconds: 5,
  overlapSeconds: 30,
  skewSeconds: 5,
});

const ROWS = [
  { channel: "email", attribute: "donotbulkemail", field: "blackListEmail", direction: "both" },
  { channel: "phone", attribute: "donotphone", field: "blackListPhone", direction: "both" },
  {
    channel: "postal",
    attribute: "donotbulkpostalmail",
    field: "blackListPostalMail",
    direction: "campaignToDynamics",
  },
  { channel: "fax", attribute: "donotfax", field: "blackListFax", direction: "off" },
];

const connections = () => ({
  dynamics: {
    url: "https://contoso.crm4.dynamics.com",
    tenant: "contoso.onmicrosoft.com",
    clientId: "5f0e1b1c-3c1d-4f57-9f06-0f5f0f0f0f0f",
  },
  campaign: {
    url: "https://mc.adobe.io/contoso.campaign.adobe.com/campaign",
    clientId: "0a1b2c3d4e5f",
    scopes: ["openid", "AdobeID", "campaign_sdk"],
  },
  sftp: {
    host: "sftp.contoso.com",
    port: 22,
    user: "tidegate",
    hostKey: "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDjmpD7Q1pEdbkfQnI",
  },
});

/** As an empty installation has them. */
export const builtIn = () => ({
  connections: {},
  ingress: { flows: [] },
  egress: egress(false),
  consent: consent([]),
});

export const configured = () => ({
  connections: connections(),
  ingress: ingress(),
  egress: egress(true),
  consent: consent(ROWS),
});

function conversionFor({ options }, { type, maxLength, values }) {
  const same = (label) => values.find((value) => value.label === label)?.name;
  const table = options.filter(({ label }) => same(label));
  return {
    string: { type: "text", maxLength: maxLength ?? 0, overflow: "truncate" },
    date: { type: "date" },
    datetime: { type: "dateTime" },
    double: { type: "number", decimals: null },
    enumeration: {
      type: "valueTable",
      values: Object.fromEntries(table.map(({ value, label }) => [value, same(label)])),
      otherwise: null,
      unlisted: "otherwise",
    },
  }[type];
}

/** A flow for two tables: what has the same name, or nearly. */
export function suggestedFlow(entity, resource, flows) {
  const bare = (name) => name.replace(/^(new_|cus)/, "").toLowerCase();
  const { fields } = RESOURCES.find(({ name }) => name === resource);
  const { attributes, primaryId } = ENTITIES.find(({ name }) => name === entity);
  const known = contact().mapping.attributes.filter(({ source }) => source);
  const reasons = {};
  const mapped = [];
  const links = [];
  for (const field of fields.filter(({ readOnly }) => !readOnly)) {
    const pair = resource === "profile" && known.find(({ target }) => target === field.name);
    const twin = attributes.find(
      ({ name }) => name !== primaryId && bare(name) === bare(field.name),
    );
    const parent = flows.find(({ mapping }) => mapping.resource === field.target);
    const lookup = attributes.find(({ targets }) => targets.includes(parent?.mapping.entity));
    if (field.type === "link" && parent && lookup) {
      links.push({ target: field.name, source: lookup.name, flow: parent.id });
      reasons[field.name] = "points to the same record";
    } else if (pair) {
      mapped.push(pair);
      reasons[field.name] = "usual pair";
    } else if (twin && field.type !== "link") {
      const conversion = conversionFor(twin, field);
      mapped.push({ target: field.name, source: twin.name, ...(conversion && { conversion }) });
      reasons[field.name] = "same name";
    }
  }
  const id = entity.replace(/^new_/, "").replaceAll("_", "-");
  return { flow: flowOf(id, entity, resource, mapped, links), reasons };
}
