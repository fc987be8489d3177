const STORED = "tidegate.author";

/** The name that the person at this browser gave last. */
export function rememberedAuthor(): string {
  return localStorage.getItem(STORED) ?? "";
}

export function rememberAuthor(name: string): void {
  localStorage.setItem(STORED, name.trim());
}
