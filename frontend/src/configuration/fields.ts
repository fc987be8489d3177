import type { Key } from "@react-spectrum/s2";
import { fieldProps } from "./misfitsAt.ts";
import { valueAt, withValueAt } from "./pointer.ts";
import type { Draft } from "./useDocument.ts";

/** Commas or white space between, as consoles show lists to be copied. */
const SEPARATORS = /[\s,]+/;

/**
 * Ties form fields to places of a draft: each answer is spread on one of Spectrum's fields and has
 * its value, what happens when it changes, and what is wrong there.
 */
export function fieldsOf<T>(draft: Draft<T>) {
  const put = (pointer: string, value: unknown) =>
    draft.change((content) => withValueAt(content, pointer, value));
  const at = (pointer: string) => valueAt(draft.content, pointer);
  const errors = (pointer: string) => fieldProps(draft.errors, pointer);
  return {
    put,
    at,
    /** What is wrong at a place, for a field that is tied by hand. */
    state: errors,
    text: (pointer: string) => ({
      ...errors(pointer),
      value: String(at(pointer) ?? ""),
      onChange: (value: string) => put(pointer, value),
      autoComplete: "off",
      spellCheck: "false",
    }),
    /** One that is left out of the document when it is empty. */
    optionalText: (pointer: string) => ({
      ...errors(pointer),
      value: String(at(pointer) ?? ""),
      onChange: (value: string) => put(pointer, value === "" ? undefined : value),
      autoComplete: "off",
      spellCheck: "false",
    }),
    /** Empty when the document has none, and out of it again when it is emptied. */
    number: (pointer: string) => ({
      ...errors(pointer),
      value: (at(pointer) as number | null | undefined) ?? Number.NaN,
      onChange: (value: number) => put(pointer, Number.isNaN(value) ? undefined : value),
    }),
    flag: (pointer: string) => ({
      ...errors(pointer),
      isSelected: at(pointer) === true,
      onChange: (value: boolean) => put(pointer, value),
    }),
    choice: (pointer: string) => ({
      ...errors(pointer),
      value: (at(pointer) as string | undefined) ?? null,
      onChange: (value: Key | null) => put(pointer, value),
    }),
    /** A list of words, written with commas. */
    words: (pointer: string) => ({
      ...errors(pointer),
      words: (at(pointer) as string[] | undefined) ?? [],
      onWords: (words: string[]) => put(pointer, words),
    }),
  };
}

export type Fields = ReturnType<typeof fieldsOf>;

export const wordsIn = (typed: string): string[] => typed.split(SEPARATORS).filter(Boolean);
