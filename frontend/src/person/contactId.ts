const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The contact id in what a person typed or pasted, as Dynamics 365 writes it; undefined when it is
 * none. Braces and capitals are what some of its pages and tools add.
 */
export function contactIdIn(typed: string): string | undefined {
  const id = typed
    .trim()
    .replace(/^\{(.*)\}$/, "$1")
    .toLowerCase();
  return GUID.test(id) ? id : undefined;
}
