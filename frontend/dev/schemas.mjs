/** What the two made-up systems consist of, shaped as `/api/v1/schema` answers it. */

const attribute = (name, label, type, special = {}) => ({
  name,
  label,
  type,
  required: false,
  options: [],
  targets: [],
  ...special,
});
const text = (name, label, maxLength) => attribute(name, label, "String", { maxLength });
const choice = (name, label, labels, type = "Picklist") =>
  attribute(name, label, type, {
    options: Object.entries(labels).map(([value, word]) => ({ value: Number(value), label: word })),
  });
const yesNo = (name, label) => choice(name, label, { 0: "Allow", 1: "Do Not Allow" }, "Boolean");
const lookup = (name, label, ...targets) =>
  attribute(name, label, targets.length > 1 ? "Customer" : "Lookup", { targets });
const status = () => choice("statecode", "Status", { 0: "Active", 1: "Inactive" }, "State");
const times = () => [
  attribute("createdon", "Created On", "DateTime"),
  attribute("modifiedon", "Modified On", "DateTime"),
];
const key = (name, label) => attribute(name, label, "Uniqueidentifier", { required: true });

function entity(name, label, entitySet, primaryId, primaryName, special, ...attributes) {
  return {
    name,
    label,
    entitySet,
    primaryId,
    primaryName,
    changeTracking: true,
    custom: name.startsWith("new_") || name.startsWith("adobe_"),
    ...special,
    attributes: [key(primaryId, label), ...attributes, status(), ...times()].sort((a, b) =>
      a.name.localeCompare(b.name),
    ),
    keys: special.keys ?? [],
  };
}

export const ENTITIES = [
  entity(
    "account",
    "Account",
    "accounts",
    "accountid",
    "name",
    { keys: [{ name: "new_number", attributes: ["accountnumber"] }] },
    text("name", "Account Name", 160),
    text("accountnumber", "Account Number", 20),
    text("emailaddress1", "Email", 100),
    text("telephone1", "Main Phone", 50),
    text("websiteurl", "Website", 200),
    text("address1_city", "Address 1: City", 80),
    text("address1_country", "Address 1: Country/Region", 80),
    choice("industrycode", "Industry", { 1: "Accounting", 5: "Brokers", 12: "Durable Mfg" }),
    attribute("revenue", "Annual Revenue", "Money"),
    attribute("numberofemployees", "Number of Employees", "Integer"),
    attribute("creditonhold", "Credit Hold", "Boolean", {
      options: [
        { value: 0, label: "No" },
        { value: 1, label: "Yes" },
      ],
    }),
    lookup("parentaccountid", "Parent Account", "account"),
  ),
  entity(
    "contact",
    "Contact",
    "contacts",
    "contactid",
    "fullname",
    {},
    text("firstname", "First Name", 50),
    attribute("lastname", "Last Name", "String", { maxLength: 50, required: true }),
    text("fullname", "Full Name", 160),
    text("nickname", "Nickname", 100),
    text("jobtitle", "Job Title", 100),
    text("emailaddress1", "Email", 100),
    text("mobilephone", "Mobile Phone", 50),
    text("telephone1", "Business Phone", 50),
    attribute("birthdate", "Birthday", "DateTime"),
    choice("gendercode", "Gender", { 1: "Male", 2: "Female" }),
    choice("familystatuscode", "Marital Status", { 1: "Single", 2: "Married", 3: "Divorced" }),
    choice("new_interests", "Interests", { 1: "Sailing", 2: "Diving" }, "MultiSelectPicklist"),
    text("address1_line1", "Address 1: Street 1", 250),
    text("address1_line2", "Address 1: Street 2", 250),
    text("address1_postalcode", "Address 1: ZIP/Postal Code", 20),
    text("address1_city", "Address 1: City", 80),
    text("address1_country", "Address 1: Country/Region", 80),
    attribute("description", "Description", "Memo", { maxLength: 2000 }),
    attribute("creditlimit", "Credit Limit", "Money"),
    yesNo("donotbulkemail", "Do not allow Bulk Emails"),
    yesNo("donotphone", "Do not allow Phone Calls"),
    yesNo("donotbulkpostalmail", "Do not allow Bulk Mails"),
    yesNo("donotfax", "Do not allow Faxes"),
    lookup("parentcustomerid", "Company Name", "account", "contact"),
  ),
  entity(
    "new_subscription",
    "Subscription",
    "new_subscriptions",
    "new_subscriptionid",
    "new_name",
    {},
    text("new_name", "Name", 100),
    attribute("new_price", "Price", "Money"),
    attribute("new_startson", "Starts On", "DateTime"),
    attribute("new_renewsat", "Renews At", "DateTime"),
    choice("new_plan", "Plan", { 100000000: "Basic", 100000001: "Plus", 100000002: "Premium" }),
    choice(
      "new_features",
      "Features",
      { 100000000: "Moorings", 100000001: "Tides" },
      "MultiSelectPicklist",
    ),
    attribute("new_autorenew", "Renews by Itself", "Boolean", {
      options: [
        { value: 0, label: "No" },
        { value: 1, label: "Yes" },
      ],
    }),
    lookup("new_accountid", "Account", "account"),
  ),
  entity(
    "new_invoiceline",
    "Invoice Line",
    "new_invoicelines",
    "new_invoicelineid",
    "new_name",
    {},
    text("new_name", "Text", 200),
    attribute("new_amount", "Amount", "Decimal"),
    attribute("new_quantity", "Quantity", "Integer"),
    attribute("new_billedon", "Billed On", "DateTime"),
    lookup("new_subscriptionid", "Subscription", "new_subscription"),
  ),
  entity(
    "lead",
    "Lead",
    "leads",
    "leadid",
    "fullname",
    { changeTracking: false },
    text("fullname", "Name", 160),
    text("emailaddress1", "Email", 100),
    text("subject", "Topic", 300),
  ),
];

const field = (name, label, type, special = {}) => ({
  name,
  label,
  type,
  values: [],
  readOnly: false,
  ...special,
});
const string = (name, label, maxLength, special = {}) =>
  field(name, label, "string", { maxLength, ...special });
const enumeration = (name, label, ...words) =>
  field(name, label, "enumeration", {
    values: words.map((word) => ({
      name: word,
      label: word[0].toUpperCase() + word.slice(1),
    })),
  });
const link = (name, label, target) => field(name, label, "link", { target });

const filter = (name, ...parameters) => ({ name, parameters });
const FILTERS = [
  filter("byExternalId", "externalId_parameter"),
  filter("byLastModified", "from_parameter"),
];

function resource(name, label, linkedToProfile, ...fields) {
  const own = [
    string("PKey", "Primary Key", undefined, { readOnly: true }),
    field("created", "Created", "datetime", { readOnly: true }),
    field("lastModified", "Last Modified", "datetime", { readOnly: true }),
  ];
  return { name, label, linkedToProfile, fields: [...fields, ...own], filters: FILTERS };
}

export const RESOURCES = [
  resource(
    "cusAccount",
    "Accounts",
    true,
    string("cusExternalId", "External ID", 100),
    string("cusName", "Name", 160),
    string("cusNumber", "Number", 20),
    string("cusCity", "City", 80),
    string("cusOrigin", "Origin", 20),
    enumeration("cusIndustry", "Industry", "accounting", "brokers", "manufacturing", "other"),
    field("cusRevenue", "Revenue", "double"),
    field("cusEmployees", "Employees", "long"),
    field("cusOnHold", "On Hold", "boolean"),
  ),
  resource(
    "cusInvoiceLine",
    "Invoice Lines",
    false,
    string("cusExternalId", "External ID", 100),
    string("cusText", "Text", 200),
    field("cusAmount", "Amount", "double"),
    field("cusQuantity", "Quantity", "long"),
    field("cusBilledOn", "Billed On", "date"),
    link("cusSubscription", "Subscription", "cusSubscription"),
  ),
  resource(
    "cusSubscription",
    "Subscriptions",
    false,
    string("cusExternalId", "External ID", 100),
    string("cusName", "Name", 100),
    field("cusPrice", "Price", "double"),
    field("cusStartsOn", "Starts On", "date"),
    field("cusRenewsAt", "Renews At", "datetime"),
    enumeration("cusPlan", "Plan", "basic", "plus", "premium"),
    string("cusFeatures", "Features", 200),
    field("cusAutoRenew", "Renews by Itself", "boolean"),
    link("cusAccount", "Account", "cusAccount"),
  ),
  resource(
    "profile",
    "Profiles",
    false,
    string("externalId", "External ID", 50),
    string("firstName", "First Name", 30, { dataPolicy: "smartCase" }),
    string("lastName", "Last Name", 50, { dataPolicy: "smartCase" }),
    string("email", "Email", 128, { dataPolicy: "lowerCase" }),
    string("mobilePhone", "Mobile", 32),
    string("phone", "Phone", 32),
    field("birthDate", "Birth Date", "date"),
    enumeration("gender", "Gender", "unknown", "male", "female"),
    string("cusNickName", "Nickname", 100),
    string("postalAddress.line1", "Address: Line 1", 255),
    string("postalAddress.line2", "Address: Line 2", 255),
    string("postalAddress.zipCode", "Address: ZIP Code", 15),
    string("postalAddress.city", "Address: City", 50),
    ...["", "Email", "Mobile", "Phone", "PostalMail", "Pushnotification", "Fax"].map((channel) =>
      field(`blackList${channel}`, `No longer contact ${channel}`.trim(), "boolean"),
    ),
    field("ccpaOptOut", "CCPA Opt-Out", "boolean"),
    link("cusAccount", "Account", "cusAccount"),
  ),
];

const RECORDS = {
  account: [
    { accountid: "a1", name: "Adria Marine", accountnumber: "A-1001", address1_city: "Trieste" },
    { accountid: "a2", name: "Blue Harbour Ltd.", accountnumber: "A-1002", revenue: 1250000 },
  ],
  contact: [
    {
      firstname: "Ada-Maximiliana-Bartolomea-Giuseppina",
      lastname: "Rossi",
      emailaddress1: "ada.rossi@example.com",
      gendercode: 2,
      birthdate: "1985-03-12",
      address1_city: "Trieste",
      parentcustomerid: "00000000-0000-4000-8000-0000000000a1",
      statecode: 0,
    },
    { firstname: "Jürgen", lastname: "Straße", gendercode: 1, birthdate: null, statecode: 1 },
    { firstname: null, lastname: "Ōta", gendercode: 7, birthdate: "1990-13-01", statecode: 0 },
  ],
  new_subscription: [
    { new_name: "Moorings, yearly", new_price: 119.9, new_plan: 100000001, new_autorenew: true },
  ],
  new_invoiceline: [{ new_name: "December", new_amount: 9.99, new_quantity: 1 }],
};

/** Some rows of a table, each with its key. */
export function rowsOf(table, count, ids = []) {
  const { primaryId } = ENTITIES.find(({ name }) => name === table);
  const known = RECORDS[table] ?? [{}];
  const keys =
    ids.length > 0
      ? ids
      : Array.from(
          { length: count },
          (_, n) => `7f2a9c1e-0d53-4a0e-9f6b-${`${n}`.padStart(12, "0")}`,
        );
  return keys.map((rowKey, index) => ({ ...known[index % known.length], [primaryId]: rowKey }));
}
