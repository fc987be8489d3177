/** The ids in a text that may hold one a line, or several with commas or blanks between. */
export function idsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}
