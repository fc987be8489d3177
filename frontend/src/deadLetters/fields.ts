/** A field of a record as two readings have it; undefined where one does not have it at all. */
export interface ComparedField {
  name: string;
  queued: unknown;
  now: unknown;
}

const DEEPEST = 4;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of a record in their order, those of nested records as "location.city". */
export function fieldsOf(record: unknown, prefix = "", depth = 0): Map<string, unknown> {
  if (!isObject(record)) {
    return new Map();
  }
  return new Map(
    Object.entries(record).flatMap(([name, value]) =>
      isObject(value) && depth < DEEPEST
        ? [...fieldsOf(value, `${prefix}${name}.`, depth + 1)]
        : [[prefix + name, value] as const],
    ),
  );
}

/** The columns of a row as Dynamics 365 gives it, without what the protocol says of them. */
export function columnsOf(row: unknown): Map<string, unknown> {
  return new Map([...fieldsOf(row)].filter(([name]) => !name.includes("@")));
}

export function compare(queued: unknown, now: unknown): ComparedField[] {
  const before = fieldsOf(queued);
  const after = fieldsOf(now);
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].map((name) => ({ name, queued: before.get(name), now: after.get(name) }));
}

/** Whether the two readings differ. An absent field is as empty as one that is null. */
export function differs({ queued, now }: ComparedField): boolean {
  return JSON.stringify(queued ?? null) !== JSON.stringify(now ?? null);
}
