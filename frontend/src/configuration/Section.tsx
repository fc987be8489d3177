import { Disclosure, DisclosurePanel, DisclosureTitle } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";

const body = style({
  display: "flex",
  flexDirection: "column",
  gap: 24,
  padding: { default: 16, md: 24 },
});
const head = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  justifyContent: "space-between",
  gap: 12,
});
const words = style({ minWidth: 0, maxWidth: 720 });
const grid = style({
  display: "grid",
  gridTemplateColumns: { default: ["minmax(0, 1fr)"], md: ["minmax(0, 1fr)", "minmax(0, 1fr)"] },
  columnGap: 24,
  rowGap: 20,
  alignItems: "start",
});

/** A sheet of an editor: what it is about, and its fields. */
export function Section({
  title,
  hint,
  end,
  children,
}: {
  title: string;
  hint?: ReactNode;
  end?: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`${sheet} ${body}`} aria-labelledby={id}>
      <div className={head}>
        <div className={words}>
          <h2 id={id} className={sectionTitle}>
            {title}
          </h2>
          {hint && <p className={sectionHint}>{hint}</p>}
        </div>
        {end}
      </div>
      {children}
    </section>
  );
}

/** Fields in two columns where there is room. */
export function Grid({ children }: { children: ReactNode }) {
  return <div className={grid}>{children}</div>;
}

/** What hardly anybody needs, folded away; open where something is wrong in it. */
export function Advanced({
  title,
  isInvalid = false,
  children,
}: {
  title?: string;
  isInvalid?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Disclosure isQuiet isExpanded={open || isInvalid} onExpandedChange={setOpen}>
      <DisclosureTitle>{title ?? t("configuration.advanced")}</DisclosureTitle>
      <DisclosurePanel>{children}</DisclosurePanel>
    </Disclosure>
  );
}
