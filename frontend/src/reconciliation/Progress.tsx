import { Button, ProgressBar, ToastQueue } from "@react-spectrum/s2";
import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { useCancelReconciliation } from "../api/reconciliations.ts";
import type { Reconciliation, ReconciliationProgress } from "../api/types.ts";
import { useKnownWorkflows } from "../api/workflows.ts";
import { useFormat } from "../format/format.ts";
import { detail, headline } from "../records/styles.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { etaText, percentage, phaseText, readText } from "./words.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 12, alignItems: "start" });
const bars = style({
  display: "grid",
  gridTemplateColumns: { default: ["minmax(0, 1fr)"], sm: ["minmax(0, 1fr)", "minmax(0, 1fr)"] },
  columnGap: 24,
  rowGap: 12,
  width: "full",
  maxWidth: 800,
});
const held = style({ display: "flex", alignItems: "start", gap: 8, font: "ui", margin: 0 });
const icon = style({ flexShrink: 0, display: "flex", alignItems: "center", height: 20 });

/** How far a reconciliation has come, what holds it up, and a way to end it. */
export function Progress({ reconciliation }: { reconciliation: Reconciliation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const guard = useDatabaseGuard();
  const cancel = useCancelReconciliation(reconciliation.id, (error) =>
    ToastQueue.negative(`${t("reconciliations.cancelFailed")} ${errorText(t, error)}`),
  );
  const { workflow, flow, phase, eta, condition, source, target } = reconciliation;
  const names = useKnownWorkflows((workflows) =>
    workflows.find(({ id }) => id === workflow)?.flows.find(({ id }) => id === flow),
  );
  return (
    <div className={stack} data-phase={phase}>
      <div>
        <p className={headline}>{phaseText(t, phase)}</p>
        <p className={`tabular ${detail}`}>{etaText(t, format, eta)}</p>
      </div>
      {condition && (
        <p className={held}>
          <span className={icon}>
            <AlertTriangle styles={iconStyle({ size: "S", color: "notice" })} />
          </span>
          <span lang="en">{condition}</span>
        </p>
      )}
      <div className={bars}>
        <Side name={names?.source ?? t("reconciliations.source")} side={source} />
        <Side name={names?.target ?? t("reconciliations.target")} side={target} />
      </div>
      <Button
        variant="secondary"
        size="S"
        isPending={cancel.isPending}
        {...guard}
        onPress={() => cancel.mutate()}
      >
        {t("reconciliations.cancel")}
      </Button>
    </div>
  );
}

function Side({ name, side }: { name: string; side: ReconciliationProgress }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ProgressBar
      label={name}
      size="S"
      value={percentage(side)}
      valueLabel={readText(t, format, side)}
      // How many there are is not known, but it reads.
      isIndeterminate={side.expected === null && side.read > 0}
      styles={style({ width: "full" })}
    />
  );
}
