import { style } from "@react-spectrum/s2/style" with { type: "macro" };

/* Lists of what happened, newest first: refused records, decisions, erasures. */
export const recordsHead = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  justifyContent: "space-between",
  gap: 12,
  paddingX: { default: 16, md: 24 },
  paddingY: 16,
});
export const record = style({
  display: "grid",
  gridTemplateColumns: { default: ["1fr"], lg: ["200px", "minmax(0, 1fr)", "auto"] },
  columnGap: 24,
  rowGap: 8,
  paddingX: { default: 16, md: 24 },
  paddingY: 16,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
});
export const moment = style({ font: "ui", color: "neutral", display: "block" });
export const small = style({ font: "ui-sm", color: "neutral-subdued" });
export const headline = style({
  font: "ui",
  color: "neutral",
  fontWeight: "bold",
  margin: 0,
  overflowWrap: "anywhere",
});
export const detail = style({ margin: 0, marginTop: 4, font: "ui-sm", color: "neutral-subdued" });
export const code = style({
  font: "code-xs",
  color: "neutral-subdued",
  overflowWrap: "anywhere",
  whiteSpace: "pre-wrap",
});
export const badges = style({ display: "flex", alignItems: "center", gap: 8, height: "min" });
