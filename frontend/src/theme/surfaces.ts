import { style } from "@react-spectrum/s2/style" with { type: "macro" };

/** The white (in the dark: lighter) sheet that content lies on. */
export const sheet = style({
  backgroundColor: "layer-2",
  borderRadius: "xl",
  borderStyle: "solid",
  borderWidth: 1,
  borderColor: "gray-200",
  overflow: "hidden",
});

export const pageTitle = style({ font: "heading-lg", color: "heading", margin: 0 });
export const pageSubtitle = style({
  font: "body",
  color: "neutral-subdued",
  marginTop: 4,
  marginBottom: 0,
});
export const sectionTitle = style({ font: "title-lg", color: "heading", margin: 0 });
export const sectionHint = style({
  font: "body-sm",
  color: "neutral-subdued",
  marginTop: 2,
  marginBottom: 0,
});

/* Tables of few, tall rows that wrap: Spectrum's virtualised TableView is for many equal ones. */
export const table = style({
  width: "full",
  borderCollapse: "collapse",
  font: "ui",
  color: "neutral",
});
export const headCell = style({
  font: "ui-sm",
  fontWeight: "bold",
  color: "neutral-subdued",
  backgroundColor: "layer-1",
  textAlign: { default: "start", isNumber: "end" },
  paddingStart: { default: 16, ":first-child": 24 },
  paddingEnd: { default: 16, ":last-child": 24 },
  paddingY: 12,
  whiteSpace: "nowrap",
});
export const cell = style({
  textAlign: { default: "start", isNumber: "end" },
  fontWeight: "normal",
  verticalAlign: "top",
  paddingStart: { default: 16, ":first-child": 24 },
  paddingEnd: { default: 16, ":last-child": 24 },
  paddingTop: { default: 16, isContinued: 0 },
  paddingBottom: 16,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: { default: 1, isContinued: 0 },
  borderColor: "gray-200",
});
/** Positioned, so that what is hidden in a cell scrolls along and does not widen the page. */
export const scroll = style({ overflowX: "auto", position: "relative" });

/* The same content as cards, where a table would not fit. */
export const card = style({
  display: "flex",
  flexDirection: "column",
  gap: 16,
  paddingX: { default: 16, md: 24 },
  paddingY: 16,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: { default: 1, ":first-child": 0 },
  borderColor: "gray-200",
});
export const cardHead = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  justifyContent: "space-between",
  gap: 12,
});
export const cardGrid = style({
  display: "grid",
  gridTemplateColumns: "repeat(auto-fill, minmax(132px, 1fr))",
  columnGap: 16,
  rowGap: 12,
  margin: 0,
});
export const term = style({ font: "ui-sm", color: "neutral-subdued" });
export const value = style({ margin: 0, marginTop: 2, font: "ui", color: "neutral" });
export const plainList = style({ listStyleType: "none", margin: 0, padding: 0 });
