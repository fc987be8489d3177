import type { TFunction } from "i18next";
import type { Row } from "./model/draft.ts";
import type { Scalar } from "./model/flow.ts";

/** What happens to a value on its way, in a few words. */
export function conversionText(t: TFunction, row: Row): string {
  const { conversion } = row;
  if (!conversion || row.feed === "constant") {
    return row.feed === "constant" ? "" : t("ingress.conversion.asIs");
  }
  const name = t(`ingress.conversion.${conversion.type}`);
  switch (conversion.type) {
    case "text":
      return conversion.maxLength
        ? t("ingress.summary.text", {
            length: conversion.maxLength,
            overflow: t(`ingress.overflow.${conversion.overflow ?? "refuse"}`),
          })
        : name;
    case "number":
      return conversion.decimals == null
        ? name
        : t("ingress.summary.number", { count: conversion.decimals });
    case "dateTime":
      return t("ingress.summary.dateTime", { zone: conversion.zone ?? "UTC" });
    case "valueTable":
      return t("ingress.summary.valueTable", { count: conversion.entries.length });
    default:
      return name;
  }
}

/** A value as it is typed, with quotation marks around a text so that emptiness can be seen. */
export function scalarText(value: Scalar): string {
  return typeof value === "string" ? `“${value}”` : String(value);
}
