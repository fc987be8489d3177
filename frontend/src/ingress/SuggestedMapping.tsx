import { Button, Checkbox, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Suggestion, useEntity, useResource } from "../api/mappings.ts";
import {
  cell,
  headCell,
  scroll,
  sectionHint,
  sectionTitle,
  sheet,
  table,
} from "../theme/surfaces.ts";
import { attributeOf, fieldOf } from "./FlowForm.ts";
import { draftOf } from "./model/draft.ts";
import type { IngressFlow } from "./model/flow.ts";
import { ColumnName } from "./names.tsx";
import { hint, sectionBody, sectionHead, words } from "./styles.ts";
import { conversionText } from "./summary.ts";

const foot = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  justifyContent: "space-between",
  gap: 16,
  padding: { default: 16, md: 24 },
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
});
const button = style({ marginTop: { default: 0, md: 24 } });
const ID = /^[a-z][a-z0-9-]{0,39}$/;

/** What is suggested for a pair of tables: each line is taken or left. */
export function SuggestedMapping({
  suggestion,
  taken,
  onAccept,
}: {
  suggestion: Suggestion;
  /** The ids that other mappings have. */
  taken: string[];
  onAccept: (flow: IngressFlow) => void;
}) {
  const { t } = useTranslation();
  const { flow } = suggestion;
  const { attributes, links = [] } = flow.mapping;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [id, setId] = useState(flow.id);
  const isTaken = taken.includes(id);
  const wrongId = !ID.test(id) || isTaken;
  const isKept = ({ target }: { target: string }) => !left.has(target);
  const accept = () =>
    onAccept({
      ...flow,
      id,
      mapping: {
        ...flow.mapping,
        attributes: attributes.filter(isKept),
        links: links.filter(isKept),
      },
    });
  return (
    <section className={sheet} aria-labelledby="suggested-title">
      <div className={sectionHead}>
        <div>
          <h2 id="suggested-title" className={sectionTitle}>
            {t("ingress.add.suggested")}
          </h2>
          <p className={sectionHint}>
            {t("ingress.add.keys", {
              source: flow.mapping.sourceKey,
              target: flow.mapping.targetKey,
            })}
          </p>
        </div>
      </div>
      {attributes.length + links.length === 0 ? (
        <div className={sectionBody}>
          <p className={hint}>{t("ingress.add.nothing")}</p>
        </div>
      ) : (
        <Lines
          suggestion={suggestion}
          isKept={isKept}
          onKeep={(target, keep) => {
            const next = new Set(left);
            if (keep) {
              next.delete(target);
            } else {
              next.add(target);
            }
            setLeft(next);
          }}
        />
      )}
      <div className={foot}>
        <TextField
          label={t("ingress.add.id")}
          description={t("ingress.add.idHint")}
          value={id}
          onChange={setId}
          isInvalid={wrongId}
          errorMessage={t(isTaken ? "ingress.add.idTaken" : "ingress.add.idWrong")}
          autoComplete="off"
          spellCheck="false"
          styles={style({ width: 320 })}
        />
        <Button variant="accent" isDisabled={wrongId} onPress={accept} styles={button}>
          {t("ingress.add.accept")}
        </Button>
      </div>
    </section>
  );
}

function Lines({
  suggestion: { flow, reasons },
  isKept,
  onKeep,
}: {
  suggestion: Suggestion;
  isKept: (line: { target: string }) => boolean;
  onKeep: (target: string, keep: boolean) => void;
}) {
  const { t } = useTranslation();
  const entity = useEntity(flow.mapping.entity).data;
  const resource = useResource(flow.mapping.resource).data;
  const { rows, links } = draftOf(flow);
  const lines = [
    ...rows.map((row) => ({ ...row, what: conversionText(t, row) })),
    ...links.map((link) => ({ ...link, what: t("ingress.add.link", { flow: link.flow }) })),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so a keyboard must reach it
    <section className={scroll} aria-label={t("ingress.add.caption")} tabIndex={0}>
      <table className={table}>
        <caption className="visually-hidden">{t("ingress.add.caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className={headCell({})}>
              <span className="visually-hidden">{t("ingress.add.take")}</span>
            </th>
            {(["source", "conversion", "target"] as const).map((column) => (
              <th key={column} scope="col" className={headCell({})}>
                {t(`ingress.attributes.${column}`)}
              </th>
            ))}
            <th scope="col" className={headCell({})}>
              {t("ingress.add.why")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} data-suggested={line.target}>
              <td className={cell({})}>
                <Checkbox
                  aria-label={t("ingress.add.takeNamed", { name: line.target })}
                  isSelected={isKept(line)}
                  onChange={(keep) => onKeep(line.target, keep)}
                />
              </td>
              <td className={cell({})}>
                <ColumnName name={line.source} column={attributeOf(entity, line.source)} />
              </td>
              <td className={cell({})}>
                <p className={words}>{line.what}</p>
              </td>
              <th scope="row" className={cell({})}>
                <ColumnName name={line.target} column={fieldOf(resource, line.target)} />
              </th>
              <td className={cell({})}>
                <span className={hint} lang="en">
                  {reasons[line.target]}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
