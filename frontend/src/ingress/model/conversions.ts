import type { Conversion, ConversionType } from "./flow.ts";
import { type Kind, kindOf } from "./kinds.ts";
import type { Attribute, Field } from "./schema.ts";

/** A line of a value table while it is edited: two lines may say the same for a moment. */
export interface Entry {
  from: string;
  to: string;
}
export type DraftValueTable = Omit<Extract<Conversion, { type: "valueTable" }>, "values"> & {
  entries: Entry[];
};
export type DraftConversion = Exclude<Conversion, { type: "valueTable" }> | DraftValueTable;

/** Which conversions give what the target takes; to take the value as it is is always a choice. */
const INTO: Record<Kind, readonly ConversionType[]> = {
  text: ["text", "valueTable", "identifier"],
  number: ["number", "valueTable"],
  boolean: ["boolean", "valueTable"],
  date: ["date"],
  dateTime: ["dateTime", "date"],
  option: ["valueTable", "text"],
  options: ["valueTable", "text"],
  lookup: ["identifier"],
  key: ["identifier"],
  other: ["text", "number", "boolean", "date", "dateTime", "valueTable", "identifier"],
};

/**
 * The conversions to offer for a pair of columns.
 *
 * @param used is offered whatever the pair is, so that what is there can be seen
 */
export function conversionsFor(
  source: Kind | undefined,
  target: Kind,
  used?: ConversionType,
): ConversionType[] {
  const isId = source === "lookup" || source === "key" || source === "other";
  const fitting = INTO[target].filter(
    (type) => type !== "identifier" || source === undefined || isId,
  );
  return used && !fitting.includes(used) ? [...fitting, used] : [...fitting];
}

/** A conversion of a type with the settings that the two columns suggest. */
export function newConversion(
  type: ConversionType,
  source: Attribute | undefined,
  target: Field | undefined,
): DraftConversion {
  switch (type) {
    case "text":
      return { type, maxLength: target?.maxLength ?? 0, overflow: "truncate" };
    case "number":
      return { type, decimals: null };
    case "dateTime":
      return { type, zone: null };
    case "valueTable":
      return { type, entries: matched(source, target), otherwise: null, unlisted: "otherwise" };
    default:
      return { type };
  }
}

/** What a person would most likely choose for a pair; undefined to take the value as it is. */
export function suggestedConversion(
  source: Attribute | undefined,
  target: Field | undefined,
): DraftConversion | undefined {
  if (!source || !target) {
    return undefined;
  }
  const type = suggestedType(kindOf(source.type), kindOf(target.type));
  return type && newConversion(type, source, target);
}

function suggestedType(from: Kind, to: Kind): ConversionType | undefined {
  if (to === "text") {
    return from === "lookup" || from === "key" ? "identifier" : "text";
  }
  if (to === "option") {
    return "valueTable";
  }
  if (to === "date" || to === "dateTime") {
    return to;
  }
  return from !== to && (to === "number" || to === "boolean") ? to : undefined;
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The options of the source beside the values of the target with the same name. */
export function matched(source: Attribute | undefined, target: Field | undefined): Entry[] {
  return (source?.options ?? []).flatMap((option) => {
    const twin = target?.values?.find(({ name, label }) =>
      [name, label].some((text) => plain(text) === plain(option.label)),
    );
    return twin ? [{ from: String(option.value), to: twin.name }] : [];
  });
}

/** The numbers of the lines whose value stands in a line above already. */
export function repeated(entries: readonly Entry[]): Set<number> {
  const seen = new Set<string>();
  const again = new Set<number>();
  entries.forEach(({ from }, line) => {
    if (seen.has(from)) {
      again.add(line);
    }
    seen.add(from);
  });
  return again;
}

/** What is saved of a value table: lines without a value are not, nor are repeated ones. */
export function valuesOf(entries: readonly Entry[]): Record<string, string> {
  const again = repeated(entries);
  return Object.fromEntries(
    entries
      .filter(({ from }, line) => from !== "" && !again.has(line))
      .map(({ from, to }) => [from, to]),
  );
}
