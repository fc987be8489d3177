import { style } from "@react-spectrum/s2/style" with { type: "macro" };

const choice = style({ display: "flex", flexDirection: "column", gap: 2, paddingBottom: 8 });
const name = style({ font: "ui", color: "neutral" });
const hint = style({ font: "ui-sm", color: "neutral-subdued", maxWidth: 640 });

/** One of several answers, with what it means. */
export function Choice({ name: title, hint: meaning }: { name: string; hint: string }) {
  return (
    <span className={choice}>
      <span className={name}>{title}</span>
      <span className={hint}>{meaning}</span>
    </span>
  );
}
