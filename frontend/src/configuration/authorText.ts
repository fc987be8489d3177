import type { TFunction } from "i18next";

/** Who saved a version, in words; the service has names of its own for those who did not say. */
export function authorText(t: TFunction, author: string): string {
  switch (author) {
    case "settings":
      return t("configuration.bySettings");
    case "tidegate":
      return t("configuration.byTidegate");
    case "anonymous":
      return t("configuration.noAuthor");
    default:
      return author;
  }
}
