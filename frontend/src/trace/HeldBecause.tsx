import { useTranslation } from "react-i18next";
import type { TracedRecord } from "../api/types.ts";
import { useWorkflows } from "../api/workflows.ts";
import { detail } from "../records/styles.ts";
import { FlowCondition } from "../status/ConditionLine.tsx";

/** Why a record that is on its way does not move at present: what is said of its flow, or nothing. */
export function HeldBecause({ record, answer }: { record: TracedRecord; answer: string | null }) {
  const { t } = useTranslation();
  const { data } = useWorkflows();
  const workflow = data?.find(({ id }) => id === record.workflow);
  const flow = workflow?.flows.find(({ id }) => id === record.flow);
  if (workflow && workflow.status !== "RUNNING") {
    return (
      <p className={detail}>{t("trace.notRunning", { status: t(`status.${workflow.status}`) })}</p>
    );
  }
  if (flow && !flow.enabled) {
    return <p className={detail}>{t("trace.off")}</p>;
  }
  if (flow?.condition) {
    return <FlowCondition flow={flow} condition={flow.condition} />;
  }
  return (
    answer && (
      <p className={detail} lang="en">
        {answer}
      </p>
    )
  );
}
