import { createElement, type ReactNode } from "react";
import type { Misfit } from "./types.ts";

/** Whether a place of a document is the given one or within it. */
export function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

export function misfitsWithin(misfits: Misfit[], pointer: string): Misfit[] {
  return misfits.filter((misfit) => isWithin(misfit.pointer, pointer));
}

/** The service's sentences, which are English in every language. */
export function sentences(misfits: Misfit[]): ReactNode {
  const words = misfits.map(({ message, remedy }) => [message, remedy].filter(Boolean).join(" "));
  return createElement("span", { lang: "en" }, words.join(" "));
}

/**
 * What a form's field shows of the misfits at its place, to be spread on it. The place is written
 * on the field, so that the list of misfits can lead to it.
 */
export function fieldProps(misfits: Misfit[], pointer: string) {
  const here = misfitsWithin(misfits, pointer);
  return {
    "data-pointer": pointer,
    isInvalid: here.length > 0,
    ...(here.length > 0 && { errorMessage: sentences(here) }),
  };
}

const FOCUSABLE = "input, button, textarea, select, a[href], [tabindex]";

/** Brings the keyboard to the field at a place, or to the nearest one around it. */
export function focusField(pointer: string): void {
  for (let place = pointer; ; place = place.slice(0, place.lastIndexOf("/"))) {
    const field = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(place)}"]`);
    if (field) {
      const target = field.matches(FOCUSABLE) ? field : field.querySelector<HTMLElement>(FOCUSABLE);
      field.scrollIntoView({ block: "center" });
      target?.focus({ preventScroll: true });
      return;
    }
    if (place === "") {
      return;
    }
  }
}
