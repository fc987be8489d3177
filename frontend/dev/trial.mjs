/** What a flow would make of some made-up records. */
import { rowsOf } from "./schemas.mjs";

/** CEL is near enough to JavaScript for what a demonstration needs. */
function evaluate(expression, row) {
  try {
    return new Function(...Object.keys(row), `return (${expression});`)(...Object.values(row));
  } catch {
    throw new Error(`The expression ${expression} has no value for this record.`);
  }
}

const conversions = {
  text: (value, { maxLength = 0, overflow = "refuse" }) => {
    const text = `${value}`.trim();
    if (maxLength > 0 && [...text].length > maxLength) {
      if (overflow === "refuse") {
        throw new Error(
          `It has ${[...text].length} characters where the target takes ${maxLength}.`,
        );
      }
      return [...text].slice(0, maxLength).join("");
    }
    return text === "" ? null : text;
  },
  number: (value, { decimals }) => {
    if (Number.isNaN(Number(value))) {
      throw new Error("It is not a number.");
    }
    return decimals == null ? Number(value) : Number(Number(value).toFixed(decimals));
  },
  boolean: (value) => value === true || value === 1 || value === "true",
  date: (value) => {
    if (Number.isNaN(Date.parse(value))) {
      throw new Error("It is not a date.");
    }
    return value.slice(0, 10);
  },
  dateTime: (value) => new Date(value).toISOString().replace("T", " "),
  identifier: (value) => `${value}`,
  valueTable: (value, { values, otherwise = null, unlisted = "otherwise" }) => {
    if (`${value}` in values) {
      return values[`${value}`];
    }
    if (unlisted === "refuse") {
      throw new Error(`${value} is not in the table of values.`);
    }
    return unlisted === "keep" ? value : otherwise;
  },
};

function tried(attribute, row) {
  const { target, source = null, constant, expression, conversion, empty = null } = attribute;
  const found = { target, source, before: null, after: null };
  try {
    found.before = source ? (row[source] ?? null) : (constant ?? evaluate(expression, row));
    const converted =
      found.before === null || !conversion
        ? found.before
        : conversions[conversion.type](found.before, conversion);
    found.after = converted ?? empty;
  } catch (refused) {
    found.problem = refused.message;
  }
  return found;
}

function holds(filter, row) {
  if (!filter) {
    return true;
  }
  if (filter.all || filter.any) {
    return filter.all
      ? filter.all.every((part) => holds(part, row))
      : filter.any.some((part) => holds(part, row));
  }
  const value = row[filter.attribute] ?? null;
  const compare = {
    eq: () => value === filter.value,
    ne: () => value !== filter.value,
    gt: () => value > filter.value,
    ge: () => value >= filter.value,
    lt: () => value < filter.value,
    le: () => value <= filter.value,
    contains: () => `${value}`.includes(filter.value),
    startswith: () => `${value}`.startsWith(filter.value),
    endswith: () => `${value}`.endsWith(filter.value),
  };
  return compare[filter.operator]();
}

export function tryFlow({ flow, records = 1, ids = [] }) {
  const { mapping } = flow;
  return rowsOf(mapping.entity, records, ids).map((row) => {
    const fields = [
      ...mapping.attributes.map((attribute) => tried(attribute, row)),
      ...(mapping.links ?? []).map(({ target, source }) => {
        const before = row[source] ?? null;
        return { target, source, before, after: before && { PKey: `@${before.slice(-8)}` } };
      }),
    ];
    const refused = fields.find(({ problem }) => problem);
    return {
      key: row[mapping.sourceKey],
      filteredOut: !holds(mapping.filter, row),
      ...(refused ? { problem: `The field ${refused.target}: ${refused.problem}` } : {}),
      fields,
    };
  });
}
