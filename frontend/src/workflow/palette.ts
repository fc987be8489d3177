import { style } from "@react-spectrum/s2/style" with { type: "macro" };

/** The lines' colours, in order: distinct in both themes, at least 3:1 against the background. */
export const SWATCHES = [
  style({ color: "blue-800" }),
  style({ color: "orange-800" }),
  style({ color: "fuchsia-800" }),
  style({ color: "seafoam-800" }),
  style({ color: "indigo-800" }),
  style({ color: "red-800" }),
];
