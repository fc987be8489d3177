import { isWithin, misfitsWithin } from "../../configuration/misfitsAt.ts";
import type { Misfit } from "../../configuration/types.ts";
import type { IngressFlow } from "./flow.ts";

/** Those of a place that none of its fields shows. */
export function unclaimed(errors: Misfit[], place: string, fields: readonly string[]): Misfit[] {
  return misfitsWithin(errors, place).filter(
    ({ pointer }) => !fields.some((field) => isWithin(pointer, `${place}/${field}`)),
  );
}

/** Whose flow a misfit is, of a whole document. */
export function flowOfMisfit(
  pointer: string,
  flows: readonly IngressFlow[],
): IngressFlow | undefined {
  const [, index] = /^\/flows\/(\d+)/.exec(pointer) ?? [];
  return index === undefined ? undefined : flows[Number(index)];
}

/** A name as a part of a JSON pointer (RFC 6901). */
export function pointerPart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
