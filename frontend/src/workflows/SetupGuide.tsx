import { LinkButton } from "@react-spectrum/s2";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { useDocuments } from "../configuration/queries.ts";
import type { DocumentStatus } from "../configuration/types.ts";
import { plainList, sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";

const body = style({
  display: "flex",
  flexDirection: "column",
  gap: 20,
  padding: { default: 16, md: 24 },
  marginBottom: 24,
});
const list = style({
  display: "grid",
  gridTemplateColumns: { default: ["minmax(0, 1fr)"], md: ["1fr", "1fr", "1fr"] },
  gap: 24,
});
const item = style({ display: "flex", alignItems: "start", gap: 12 });
const number = style({
  display: "flex",
  alignItems: "center",
  justifyContent: "center",
  flexShrink: 0,
  size: 28,
  borderRadius: "full",
  borderStyle: "solid",
  borderWidth: 2,
  borderColor: { default: "gray-400", isNext: "accent-900" },
  font: "ui",
  fontWeight: "bold",
  color: { default: "neutral-subdued", isNext: "neutral" },
  boxSizing: "border-box",
});
const words = style({ display: "flex", flexDirection: "column", alignItems: "start", gap: 8 });
const name = style({ font: "title-sm", color: "heading", margin: 0 });
const hint = style({ font: "body-sm", color: "neutral-subdued", margin: 0 });

const STEPS = [
  { id: "connections", href: "/connections" },
  { id: "mapping", href: "/workflows/ingress/edit" },
  { id: "start", href: null },
] as const;

/** How many of the steps are done. */
function doneOf(documents: DocumentStatus[]): number {
  const isSaved = (name: string) =>
    documents.some(({ document, version }) => document === name && version > 0);
  const steps = [isSaved("connections"), isSaved("ingress") || isSaved("egress")];
  const open = steps.indexOf(false);
  return open < 0 ? steps.length : open;
}

/** Whether nothing was ever moved: the workflows stand still, and no flow has read anything. */
export function isFresh(workflows: Workflow[]): boolean {
  return workflows.every(
    ({ status, flows }) =>
      status === "STOPPED" && flows.every(({ read, written }) => read === 0 && written === 0),
  );
}

/** Leads through a new installation: connections, mapping, start. */
export function SetupGuide() {
  const { t } = useTranslation();
  const { data } = useDocuments();
  if (!data) {
    return null;
  }
  const done = doneOf(data);
  return (
    <section className={`${sheet} ${body}`} aria-labelledby="guide-title" data-guide={done}>
      <div>
        <h2 id="guide-title" className={sectionTitle}>
          {t("guide.title")}
        </h2>
        <p className={sectionHint}>{t("guide.subtitle")}</p>
      </div>
      <ol className={`${plainList} ${list}`}>
        {STEPS.map(({ id, href }, index) => {
          const isDone = index < done;
          const isNext = index === done;
          return (
            <li key={id} className={item} {...(isNext && { "aria-current": "step" })}>
              {isDone ? (
                <CheckmarkCircle
                  aria-label={t("guide.done")}
                  styles={iconStyle({ size: "XL", color: "positive" })}
                />
              ) : (
                <span className={number({ isNext })}>{index + 1}</span>
              )}
              <div className={words}>
                <h3 className={name}>{t(`guide.${id}.name`)}</h3>
                <p className={hint}>{t(`guide.${id}.hint`)}</p>
                {href && (
                  <LinkButton
                    href={href}
                    size="S"
                    variant={isNext ? "accent" : "secondary"}
                    fillStyle={isNext ? "fill" : "outline"}
                  >
                    {t(`guide.${id === "connections" ? "connections" : "mapping"}.action`)}
                  </LinkButton>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
