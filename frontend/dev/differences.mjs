/** Two versions of a document, and in words what changed between them. */

const isObject = (value) => value !== null && typeof value === "object";
const shown = (value) =>
  value == null ? "nothing" : isObject(value) ? JSON.stringify(value) : `${value}`;

/** What names an element of an array, so that it is found again when its place changed. */
const nameOf = (item) =>
  item?.id ?? item?.target ?? item?.channel ?? (isObject(item) ? undefined : `${item}`);

function keyed(value) {
  if (!Array.isArray(value)) {
    return new Map(Object.entries(value ?? {}).map(([key, item]) => [key, { key, item }]));
  }
  return new Map(value.map((item, key) => [nameOf(item) ?? `${key + 1}`, { key, item }]));
}

function compare(before, after, path, subject, found) {
  const old = keyed(before);
  const now = keyed(after);
  const token = (key) => `${key}`.replaceAll("~", "~0").replaceAll("/", "~1");
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const was = old.get(name);
    const is = now.get(name);
    const pointer = `${path}/${token((is ?? was).key)}`;
    const words = [...subject, name].filter((word) => !HIDDEN.has(word));
    if (JSON.stringify(was?.item) === JSON.stringify(is?.item)) {
      continue;
    }
    if (isObject(was?.item) && isObject(is?.item)) {
      compare(was.item, is.item, pointer, [...subject, name], found);
    } else if (!was) {
      found.push(change("added", words, `${sentence(name, is.item)} added`, pointer));
    } else if (!is) {
      found.push(change("removed", words, `${sentence(name, was.item)} removed`, pointer));
    } else {
      found.push(change("changed", words, `${shown(was.item)} → ${shown(is.item)}`, pointer));
    }
  }
}

const HIDDEN = new Set(["flows", "mapping", "attributes", "links", "conversion", "rows", "values"]);
const change = (kind, words, text, pointer) => ({
  kind,
  subject: words.join(" · "),
  text,
  pointer,
});
const sentence = (name, item) => (isObject(item) ? `${name}` : `${name} → ${shown(item)}`);

export function differences(document, before, after) {
  const found = [];
  compare(before, after, "", [], found);
  return found.map((one) => ({
    document,
    ...one,
    subject: one.subject || document,
  }));
}
