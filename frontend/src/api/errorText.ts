import type { TFunction } from "i18next";
import { ApiError } from "./client.ts";

/** What to tell a person about a request that failed: the service's own words where it had any. */
export function errorText(t: TFunction, error: Error): string {
  if (error instanceof ApiError) {
    return [error.message, error.remedy].filter(Boolean).join(" ");
  }
  // fetch fails with a TypeError when there is no connection.
  return t(error instanceof TypeError ? "error.offline" : "error.unknown");
}
