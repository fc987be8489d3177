const parts = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container =>
  typeof value === "object" && value !== null;

function member(container: unknown, key: string): unknown {
  return isContainer(container) ? (container as Record<string, unknown>)[key] : undefined;
}

/** What is at a JSON pointer (RFC 6901); undefined where nothing is. */
export function valueAt(content: unknown, pointer: string): unknown {
  return parts(pointer).reduce(member, content);
}

function replaced(content: unknown, path: string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    return value;
  }
  const inner = replaced(member(content, key), rest, value);
  if (Array.isArray(content)) {
    return content.map((old, index) => (String(index) === key ? inner : old));
  }
  const { [key]: _, ...others } = isContainer(content) ? (content as Record<string, unknown>) : {};
  if (inner === undefined) {
    return others;
  }
  // A member that was there stays in its place.
  return isContainer(content) && key in content
    ? { ...content, [key]: inner }
    : { ...others, [key]: inner };
}

/** A copy with another value there; objects on the way are made, and undefined removes a member. */
export function withValueAt<T>(content: T, pointer: string, value: unknown): T {
  return replaced(content, parts(pointer), value) as T;
}
