import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { Children, type ReactNode } from "react";

const three = style({
  display: "grid",
  gridTemplateColumns: {
    default: ["minmax(0, 1fr)"],
    md: ["minmax(0, 1fr)", "minmax(0, 1fr)"],
    xl: ["minmax(0, 1fr)", "minmax(0, 1fr)", "minmax(0, 1fr)"],
  },
  columnGap: 24,
  rowGap: 16,
  alignItems: "start",
});
const LINES = {
  /** Three fields and a button. */
  link: style({
    display: "grid",
    gridTemplateColumns: {
      default: ["minmax(0, 1fr)"],
      md: ["minmax(0, 1fr)", "minmax(0, 1fr)", "minmax(0, 1fr)", "auto"],
    },
    columnGap: 16,
    rowGap: 12,
    alignItems: "start",
  }),
  /** What is compared, how, with what, and a button. */
  condition: style({
    display: "grid",
    gridTemplateColumns: {
      default: ["minmax(0, 1fr)"],
      md: ["minmax(0, 2fr)", "minmax(0, 1fr)", "minmax(0, 2fr)", "auto"],
    },
    columnGap: 16,
    rowGap: 12,
    alignItems: "start",
  }),
  /** Two fields and a button. */
  value: style({
    display: "grid",
    gridTemplateColumns: ["minmax(0, 1fr)", "minmax(0, 1fr)", "auto"],
    columnGap: 16,
    alignItems: "start",
    maxWidth: 768,
  }),
};

/** A field in a form places itself in the form's own grid; within a box of its own it does not. */
function boxed(children: ReactNode) {
  return Children.map(children, (child) => child && <div>{child}</div>);
}

/** Fields beside each other, up to three. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className={three}>{boxed(children)}</div>;
}

/** Fields that belong together on one line, with what removes them at its end. */
export function FieldLine({ kind, children }: { kind: keyof typeof LINES; children: ReactNode }) {
  return <div className={LINES[kind]}>{boxed(children)}</div>;
}
