import type { TraceQuestion } from "../api/trace.ts";
import { contactIdIn } from "../person/contactId.ts";

/** As long as an e-mail address may be. */
export const MOST_CHARACTERS = 320;

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * What is asked for by what a person typed or pasted; undefined for nothing. Campaign's keys begin
 * with "@", so not everything with one is an e-mail address.
 */
export function questionIn(typed: string): TraceQuestion | undefined {
  const text = typed.trim();
  if (text === "" || text.length > MOST_CHARACTERS) {
    return undefined;
  }
  return EMAIL.test(text) ? { email: text } : { key: contactIdIn(text) ?? text };
}
