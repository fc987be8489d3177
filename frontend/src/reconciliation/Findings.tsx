import { Link } from "@react-spectrum/s2";
import Tools from "@react-spectrum/s2/icons/Tools";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { type DifferenceFilter, KINDS } from "../api/reconciliations.ts";
import type { Reconciliation } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { IconAction } from "../records/IconAction.tsx";
import { detail, recordsHead } from "../records/styles.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { headCell, scroll, sectionTitle, sheet, table } from "../theme/surfaces.ts";
import type { Asked } from "./RepairDialog.tsx";
import { kindName, reconciliationHref } from "./words.ts";

const beside = style({
  display: "grid",
  gridTemplateColumns: {
    default: ["minmax(0, 1fr)"],
    lg: ["minmax(0, 3fr)", "minmax(0, 2fr)"],
  },
  gap: 24,
  alignItems: "start",
});
const cell = style({
  textAlign: { default: "start", isNumber: "end", isAction: "end" },
  fontWeight: "normal",
  verticalAlign: "middle",
  paddingStart: { default: 16, ":first-child": 24, isAction: 0 },
  paddingEnd: { default: 16, isAction: { default: 8, md: 16 } },
  width: { default: "auto", isAction: 48 },
  paddingY: 4,
  height: 40,
  boxSizing: "border-box",
  overflowWrap: "anywhere",
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
});
const row = style({ backgroundColor: { isCurrent: "informative-subtle" } });
const name = style({ font: "title-sm" });
/** Many fields do not push the differences out of sight. */
const tall = style({ maxHeight: 400, overflowY: "auto" });

/** A line of a table: what was counted, and how to see and repair just that. */
interface Finding {
  id: string;
  label: string;
  hint?: string;
  number: number;
  filter: DifferenceFilter;
  repairLabel: string;
  asked: Asked;
}

interface Props {
  reconciliation: Reconciliation;
  /** Which of them are listed below. */
  filter: DifferenceFilter;
  /** Undefined while nothing can be repaired. */
  onRepair: ((asked: Asked) => void) | undefined;
  /** The list is about to show others. */
  onShow: () => void;
}

/** How many differences there are of each kind, and in which fields. */
export function Findings(props: Props) {
  const { t } = useTranslation();
  const { differences, fields } = props.reconciliation;
  const byKind = KINDS.map((kind) => ({
    id: kind,
    label: kindName(t, kind),
    hint: t(`reconciliations.kindMeans.${kind}`),
    number: differences[kind],
    filter: { kind },
    repairLabel: t("reconciliations.repair.kind", { kind: kindName(t, kind) }),
    asked: { selection: { kind }, kinds: [kind] },
  }));
  const byField = [...fields]
    .sort((one, other) => other.count - one.count)
    .map(({ field, count }) => ({
      id: field,
      label: field,
      number: count,
      filter: { field },
      repairLabel: t("reconciliations.repair.field", { field }),
      asked: { selection: { field }, kinds: ["different"] },
    }));
  return (
    <div className={byField.length > 0 ? beside : ""}>
      <FindingTable {...props} by="kind" findings={byKind} />
      {byField.length > 0 && <FindingTable {...props} by="field" findings={byField} />}
    </div>
  );
}

function FindingTable({
  by,
  findings,
  reconciliation,
  filter,
  onRepair,
  onShow,
}: Props & { by: "kind" | "field"; findings: Finding[] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const guard = useDatabaseGuard();
  const caption = t(`reconciliations.${by}sCaption`);
  return (
    <section className={sheet} aria-labelledby={`by-${by}`}>
      <div className={recordsHead}>
        <h2 id={`by-${by}`} className={sectionTitle}>
          {t(`reconciliations.${by}sTitle`)}
        </h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so a keyboard must reach it */}
      <section className={`${scroll} ${tall}`} aria-label={caption} tabIndex={0}>
        <table className={table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col" className={headCell({})}>
                {t(`reconciliations.${by}Head`)}
              </th>
              <th scope="col" className={headCell({ isNumber: true })}>
                {t("reconciliations.number")}
              </th>
              {onRepair && (
                <th scope="col" className={headCell({ isNumber: true })}>
                  <span className="visually-hidden">{t("reconciliations.actions")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {findings.map((finding) => {
              const isCurrent = filter[by] === finding.id;
              return (
                <tr key={finding.id} className={row({ isCurrent })} data-finding={finding.id}>
                  <th scope="row" className={cell({})}>
                    {finding.number > 0 ? (
                      <span className={name}>
                        <Link
                          isStandalone
                          isQuiet
                          href={reconciliationHref(reconciliation.id, finding.filter)}
                          onPress={onShow}
                          // Blue on blue would be too little contrast.
                          {...(isCurrent && {
                            variant: "secondary" as const,
                            "aria-current": "true" as const,
                          })}
                        >
                          {finding.label}
                        </Link>
                      </span>
                    ) : (
                      finding.label
                    )}
                    {finding.hint && <p className={detail}>{finding.hint}</p>}
                  </th>
                  <td className={`tabular ${cell({ isNumber: true })}`}>{count(finding.number)}</td>
                  {onRepair && (
                    <td className={cell({ isAction: true })}>
                      {finding.number > 0 && (
                        <IconAction
                          aria-label={finding.repairLabel}
                          tooltip={t("reconciliations.repair.all")}
                          onPress={() => onRepair(finding.asked)}
                          {...guard}
                        >
                          <Tools />
                        </IconAction>
                      )}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}
