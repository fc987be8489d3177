import { style } from "@react-spectrum/s2/style" with { type: "macro" };

/* Sections of the mapping editor. */
export const sectionBody = style({
  display: "flex",
  flexDirection: "column",
  gap: 16,
  paddingX: { default: 16, md: 24 },
  paddingBottom: 24,
});
export const sectionHead = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  justifyContent: "space-between",
  gap: 12,
  paddingX: { default: 16, md: 24 },
  paddingY: 16,
});
export const line = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  columnGap: 12,
  rowGap: 8,
});
export const end = style({
  display: "flex",
  flexWrap: "wrap",
  gap: 8,
  justifyContent: "end",
  alignItems: "center",
});
export const words = style({
  font: "ui",
  color: "neutral",
  margin: 0,
  overflowWrap: "anywhere",
});
export const strong = style({
  font: "ui",
  fontWeight: "bold",
  color: "neutral",
  margin: 0,
  overflowWrap: "anywhere",
});
export const hint = style({
  font: "ui-sm",
  color: "neutral-subdued",
  margin: 0,
  overflowWrap: "anywhere",
});
export const wrong = style({ font: "ui-sm", color: "negative", margin: 0, marginTop: 4 });
export const code = style({
  font: "code-sm",
  color: "neutral",
  overflowWrap: "anywhere",
  whiteSpace: "pre-wrap",
});
