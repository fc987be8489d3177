import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { DynamicsWebApi } from "dynamics-web-api";

const sandbox = process.env.SANDBOX_URL;
const contacts = { collection: "contacts", select: ["lastname", "firstname"] };
let api;

async function token() {
  const answer = await fetch(`${sandbox}/entra/contoso-tenant/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "dynamics-client",
      client_secret: "dynamics-secret",
      scope: `${sandbox}/dynamics/.default`,
    }),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()).access_token;
}

before(async () => {
  const bearer = await token();
  api = new DynamicsWebApi({
    serverUrl: `${sandbox}/dynamics/`,
    dataApi: { version: "9.2" },
    onTokenRefresh: async () => bearer,
  });
});

beforeEach(async () => {
  const all = await api.retrieveAll({ collection: "contacts", select: ["contactid"] });
  for (const contact of all.value) {
    await api.deleteRecord({ collection: "contacts", key: contact.contactid });
  }
});

function create(lastname, more = {}) {
  return api.create({ collection: "contacts", data: { lastname, ...more } });
}

test("whoAmI tells the application user", async () => {
  const me = await api.callFunction({ functionName: "WhoAmI" });
  assert.match(me.UserId, /^[0-9a-f-]{36}$/);
});

test("a record is created, retrieved, updated and deleted", async () => {
  const id = await create("Però", { birthdate: "1980-02-03" });
  assert.match(id, /^[0-9a-f-]{36}$/);
  const read = await api.retrieve({ ...contacts, key: id });
  assert.equal(read.lastname, "Però");
  await api.update({ collection: "contacts", key: id, data: { firstname: "Zoë" } });
  assert.equal((await api.retrieve({ ...contacts, key: id })).firstname, "Zoë");
  await api.deleteRecord({ collection: "contacts", key: id });
  await assert.rejects(api.retrieve({ ...contacts, key: id }), (error) => {
    assert.equal(error.status, 404);
    assert.equal(error.code, "0x80040217");
    return true;
  });
});

test("a created record is returned on request", async () => {
  const created = await api.create({
    ...contacts,
    data: { lastname: "A" },
    returnRepresentation: true,
  });
  assert.equal(created.lastname, "A");
  assert.ok(created["@odata.etag"]);
});

test("an upsert creates and then updates, by id and by alternate key", async () => {
  const id = "11111111-1111-4111-8111-111111111111";
  await api.upsert({ collection: "contacts", key: id, data: { lastname: "A" } });
  await api.upsert({ collection: "contacts", key: id, data: { lastname: "B" } });
  assert.equal((await api.retrieve({ ...contacts, key: id })).lastname, "B");
  const key = "new_externalid='k-1'";
  await api.upsert({ collection: "contacts", key, data: { lastname: "C" } });
  await api.upsert({ collection: "contacts", key, data: { firstname: "D" } });
  const byKey = await api.retrieve({ ...contacts, key });
  assert.deepEqual([byKey.lastname, byKey.firstname], ["C", "D"]);
  assert.equal(await api.count({ collection: "contacts" }), 2);
});

test("an update of an older version is refused", async () => {
  const id = await create("A");
  const read = await api.retrieve({ ...contacts, key: id });
  const etag = read["@odata.etag"];
  await api.update({ collection: "contacts", key: id, data: { lastname: "B" }, ifmatch: etag });
  const again = { collection: "contacts", key: id, data: { lastname: "C" }, ifmatch: etag };
  assert.equal(await api.update(again), false);
  assert.equal((await api.retrieve({ ...contacts, key: id })).lastname, "B");
});

test("a column is updated and emptied alone", async () => {
  const id = await create("A");
  await api.updateSingleProperty({
    collection: "contacts",
    key: id,
    fieldValuePair: { mobilephone: "123" },
  });
  const select = ["mobilephone"];
  assert.equal(
    (await api.retrieve({ collection: "contacts", key: id, select })).mobilephone,
    "123",
  );
  await api.deleteRecord({ collection: "contacts", key: id, property: "mobilephone" });
  assert.equal((await api.retrieve({ collection: "contacts", key: id, select })).mobilephone, null);
});

test("rows are filtered, ordered, counted and annotated", async () => {
  await create("A", { gendercode: 2 });
  await create("B", { gendercode: 1 });
  await create("C", { gendercode: 2 });
  const found = await api.retrieveMultiple({
    collection: "contacts",
    select: ["lastname", "gendercode"],
    filter: "gendercode eq 2 and contains(lastname,'') and not startswith(lastname,'B')",
    orderBy: ["lastname desc"],
    count: true,
    includeAnnotations: "*",
  });
  assert.deepEqual(
    found.value.map((row) => row.lastname),
    ["C", "A"],
  );
  assert.equal(found.oDataCount, 2);
  assert.equal(found.value[0].gendercode_Formatted, "Female");
});

test("pages are followed to the end", async () => {
  for (let i = 0; i < 7; i++) {
    await create(`Name ${i}`);
  }
  const first = await api.retrieveMultiple({ ...contacts, maxPageSize: 3 });
  assert.equal(first.value.length, 3);
  const second = await api.retrieveMultiple({ ...contacts, maxPageSize: 3 }, first.oDataNextLink);
  assert.equal(second.value[0].lastname, "Name 3");
  const all = await api.retrieveAll({ ...contacts, maxPageSize: 3 });
  assert.deepEqual(
    all.value.map((row) => row.lastname),
    [0, 1, 2, 3, 4, 5, 6].map((i) => `Name ${i}`),
  );
});

test("changes are tracked by delta link", async () => {
  const kept = await create("kept");
  const doomed = await create("doomed");
  await create("third");
  const baseline = await api.retrieveAll({ ...contacts, trackChanges: true, maxPageSize: 2 });
  assert.equal(baseline.value.length, 3);
  await api.update({ collection: "contacts", key: kept, data: { lastname: "changed" } });
  await api.deleteRecord({ collection: "contacts", key: doomed });
  const changes = await api.retrieveMultiple(
    { ...contacts, trackChanges: true },
    baseline.oDataDeltaLink,
  );
  assert.equal(changes.value.length, 2);
  assert.equal(changes.value[0].lastname, "changed");
  assert.equal(changes.value[1].id, doomed);
  assert.equal(changes.value[1].reason, "deleted");
  const nothing = await api.retrieveMultiple({ ...contacts }, changes.oDataDeltaLink);
  assert.deepEqual(nothing.value, []);
});

test("a batch writes and reads", async () => {
  const existing = await create("existing");
  api.startBatch();
  create("A");
  create("B");
  api.update({ collection: "contacts", key: existing, data: { lastname: "updated" } });
  api.retrieveMultiple({ ...contacts, orderBy: ["lastname"] });
  const answers = await api.executeBatch();
  assert.equal(answers.length, 4);
  assert.match(answers[0], /^[0-9a-f-]{36}$/);
  assert.deepEqual(
    answers[3].value.map((row) => row.lastname),
    ["A", "B", "updated"],
  );
});

test("a batch that fails undoes its change set", async () => {
  api.startBatch();
  create("A");
  create("B", { nosuch: 1 });
  await assert.rejects(api.executeBatch(), (error) => {
    assert.equal(error[0].error.code, "0x80048d19");
    return true;
  });
  assert.equal(await api.count({ collection: "contacts" }), 0);
});

test("requests of a batch refer to each other by Content-ID", async () => {
  api.startBatch();
  api.create({ collection: "contacts", data: { lastname: "A" }, contentId: "1" });
  api.create({
    collection: "adobe_emailsends",
    data: {
      subject: "S",
      "regardingobjectid_contact_adobe_emailsend@odata.bind": "$1",
    },
  });
  const [contact, activity] = await api.executeBatch();
  const read = await api.retrieve({
    collection: "adobe_emailsends",
    key: activity,
    select: ["_regardingobjectid_value"],
  });
  assert.equal(read._regardingobjectid_value, contact);
});

test("definitions of tables and columns are read", async () => {
  const [contact] = (
    await api.retrieveEntities({
      select: ["LogicalName", "EntitySetName", "ChangeTrackingEnabled"],
      filter: "LogicalName eq 'contact'",
    })
  ).value;
  assert.equal(contact.EntitySetName, "contacts");
  const columns = await api.retrieveAttributes({
    entityKey: "LogicalName='contact'",
    castType: "Microsoft.Dynamics.CRM.StringAttributeMetadata",
    select: ["LogicalName", "MaxLength"],
  });
  assert.equal(
    columns.value.find((column) => column.LogicalName === "firstname").MaxLength,
    50,
  );
});
