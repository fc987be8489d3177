/** A few of the rules that the real service checks documents by. */
import { ENTITIES, RESOURCES } from "./schemas.mjs";

const misfit = (pointer, message, remedy) => ({ pointer, message, remedy });
const entityOf = (name) => ENTITIES.find((entity) => entity.name === name);
const resourceOf = (name) => RESOURCES.find((resource) => resource.name === name);

/** Those that come a second time. */
function repeated(items, value, pointer, what) {
  return items.flatMap((item, index) =>
    items.findIndex((other) => value(other) === value(item)) < index
      ? [misfit(pointer(index), `${what} ${value(item)} is there twice.`, "Remove one of the two.")]
      : [],
  );
}

/** What a value of a column needs to become one of a field; null when it fits as it is. */
function wrongType({ type }, field, conversion) {
  const kind = conversion?.type;
  const needs = {
    date: type === "DateTime" ? ["date"] : ["date", undefined],
    datetime: ["dateTime"],
    boolean: type === "Boolean" ? [undefined, "boolean"] : ["boolean"],
    long: ["number", ...(type === "Integer" || type === "Picklist" ? [undefined] : [])],
    double: ["number", ...(/Money|Decimal|Integer|Double/.test(type) ? [undefined] : [])],
    enumeration: ["valueTable"],
  }[field.type];
  return needs === undefined || needs.includes(kind) ? null : needs[0];
}

function attributeMisfits(mapping, entity, resource, label) {
  return (attribute, index) => {
    const at = `/mapping/attributes/${index}`;
    const given = ["source", "constant", "expression"].filter((name) => attribute[name] != null);
    const field = resource.fields.find(({ name }) => name === attribute.target);
    const column = entity.attributes.find(({ name }) => name === attribute.source);
    if (given.length !== 1) {
      return [
        misfit(at, `The field ${attribute.target} has ${given.length} sources.`, "Give it one."),
      ];
    }
    if (!field) {
      const message = `The resource ${mapping.resource} has no field ${attribute.target}.`;
      return [misfit(`${at}/target`, message, "Choose one of its fields.")];
    }
    if (field.readOnly) {
      return [misfit(`${at}/target`, `The field ${field.name} cannot be written.`, "Remove it.")];
    }
    if (attribute.source != null && !column) {
      const message = `The table ${mapping.entity} has no column ${attribute.source}.`;
      return [misfit(`${at}/source`, message, "Choose one of its columns.")];
    }
    const { conversion } = attribute;
    const needed = column && !label ? wrongType(column, field, conversion) : null;
    if (needed) {
      const message = `The column ${column.name} (${column.type}) does not fit the field ${field.name} (${field.type}).`;
      return [misfit(`${at}/conversion`, message, `Convert it with ${needed}.`)];
    }
    if (field.maxLength && conversion?.type === "text" && conversion.maxLength > field.maxLength) {
      const message = `${field.name} takes ${field.maxLength} characters, not ${conversion.maxLength}.`;
      const remedy = `Set the length to ${field.maxLength}.`;
      return [misfit(`${at}/conversion/maxLength`, message, remedy)];
    }
    const values = Object.entries(conversion?.values ?? {});
    return values
      .filter(([, to]) => field.values.length > 0 && !field.values.some(({ name }) => name === to))
      .map(([from, to]) =>
        misfit(
          `${at}/conversion/values/${from}`,
          `The enumeration ${field.name} has no value ${to}.`,
          `Use one of ${field.values.map(({ name }) => name).join(", ")}.`,
        ),
      );
  };
}

function conditionMisfits(filter, entity, at) {
  const parts = filter?.all ?? filter?.any;
  if (parts) {
    const join = filter.all ? "all" : "any";
    return parts.flatMap((part, index) => conditionMisfits(part, entity, `${at}/${join}/${index}`));
  }
  return !filter || entity.attributes.some(({ name }) => name === filter.attribute)
    ? []
    : [
        misfit(
          `${at}/attribute`,
          `The table ${entity.name} has no column ${filter.attribute || "without a name"}.`,
          "Choose one of its columns.",
        ),
      ];
}

function outOfRange(flow) {
  const ranges = {
    heldDeletionShare: [0, 1],
    pageSize: [1, 5000],
    pollSeconds: [1, 3600],
    parentWaitSeconds: [1, 31_536_000],
    schemaCheckSeconds: [1, 86_400],
  };
  return Object.entries(ranges)
    .filter(([name, [low, high]]) => !(flow[name] >= low && flow[name] <= high))
    .map(([name, [low, high]]) =>
      misfit(`/${name}`, `${flow[name]} is out of range.`, `Enter ${low} to ${high}.`),
    );
}

/** What is wrong with a flow; the pointers begin at it. */
export function flowMisfits(flow, flows) {
  const { mapping } = flow;
  const entity = entityOf(mapping.entity);
  const resource = resourceOf(mapping.resource);
  if (!entity || !resource) {
    const [name, at, system] = entity
      ? [mapping.resource, "resource", "Campaign"]
      : [mapping.entity, "entity", "Dynamics 365"];
    return [misfit(`/mapping/${at}`, `${system} has no ${at} ${name}.`, "Choose another one.")];
  }
  const filters = resource.filters.map(({ name }) => name);
  const links = mapping.links ?? [];
  return [
    ...(/^[a-z][a-z0-9-]{0,39}$/.test(flow.id)
      ? []
      : [misfit("/id", `"${flow.id}" is no id.`, "Use small letters, digits and hyphens.")]),
    ...(entity.changeTracking
      ? []
      : [
          misfit(
            "/mapping/entity",
            `Changes of the table ${entity.name} are not tracked.`,
            "Switch on Track changes in the table's properties in Power Apps.",
          ),
        ]),
    ...mapping.attributes.flatMap(
      attributeMisfits(mapping, entity, resource, mapping.picklists === "label"),
    ),
    ...repeated(
      mapping.attributes,
      ({ target }) => target,
      (index) => `/mapping/attributes/${index}/target`,
      "The field",
    ),
    ...conditionMisfits(mapping.filter, entity, "/mapping/filter"),
    ...links.flatMap(({ flow: parent }, index) =>
      flows.some(({ id }) => id === parent)
        ? []
        : [
            misfit(
              `/mapping/links/${index}/flow`,
              `There is no flow ${parent}.`,
              "Choose the flow that brings the parents, or remove the link.",
            ),
          ],
    ),
    ...(filters.includes(flow.lookupFilter)
      ? []
      : [
          misfit(
            "/lookupFilter",
            `The resource ${resource.name} has no published filter ${flow.lookupFilter}.`,
            `Use one of ${filters.join(", ")}.`,
          ),
        ]),
    ...(flow.deletions === "anonymise" && mapping.resource !== "profile"
      ? [misfit("/deletions", "Only profiles can be anonymised.", "Choose off or delete.")]
      : []),
    ...outOfRange(flow),
  ];
}

function ingress({ flows }) {
  const at = (path) => (index) => `/flows/${index}${path}`;
  return [
    ...flows.flatMap((flow, index) =>
      flowMisfits(flow, flows).map((found) => ({
        ...found,
        pointer: `/flows/${index}${found.pointer}`,
      })),
    ),
    ...repeated(flows, ({ id }) => id, at("/id"), "The flow"),
    ...repeated(flows, ({ mapping }) => mapping.entity, at("/mapping/entity"), "The table"),
    ...repeated(flows, ({ mapping }) => mapping.resource, at("/mapping/resource"), "The resource"),
  ];
}

function egress({ batchSize, contactTable }) {
  return [
    ...(batchSize >= 1 && batchSize <= 1000
      ? []
      : [misfit("/batchSize", `A batch holds no ${batchSize} rows.`, "Enter 1 to 1000.")]),
    ...(entityOf(contactTable)
      ? []
      : [misfit("/contactTable", `There is no table ${contactTable}.`, "Enter contact.")]),
  ];
}

function consent({ rows }) {
  const contact = entityOf("contact").attributes.filter(({ type }) => type === "Boolean");
  const profile = resourceOf("profile").fields.filter(({ type }) => type === "boolean");
  return [
    ...rows.flatMap(({ attribute, field }, index) => [
      ...(contact.some(({ name }) => name === attribute)
        ? []
        : [
            misfit(
              `/rows/${index}/attribute`,
              `The table contact has no yes/no column ${attribute}.`,
              "Choose one of its yes/no columns.",
            ),
          ]),
      ...(profile.some(({ name }) => name === field)
        ? []
        : [
            misfit(
              `/rows/${index}/field`,
              `The resource profile has no yes/no field ${field}.`,
              "Choose one of its opt-out fields.",
            ),
          ]),
    ]),
    ...repeated(
      rows,
      ({ channel }) => channel,
      (index) => `/rows/${index}/channel`,
      "The channel",
    ),
  ];
}

function connections({ dynamics, campaign, sftp }) {
  const required = (name, connection, fields) =>
    connection
      ? fields
          .filter((field) => !connection[field])
          .map((field) => misfit(`/${name}/${field}`, `${field} is missing.`, "Enter it."))
      : [];
  const insecure = (name, connection) =>
    connection?.url && !/^https?:\/\/[^/]+/.test(connection.url)
      ? [misfit(`/${name}/url`, `"${connection.url}" is no address.`, "Enter https://….")]
      : [];
  return [
    ...required("dynamics", dynamics, ["url", "tenant", "clientId"]),
    ...required("campaign", campaign, ["url", "clientId"]),
    ...required("sftp", sftp, ["host", "port", "user", "hostKey"]),
    ...insecure("dynamics", dynamics),
    ...insecure("campaign", campaign),
  ];
}

export const misfitsOf = { connections, ingress, egress, consent };
