import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { useFormat } from "../format/format.ts";

const note = style({ display: "block", font: "ui-sm", color: "neutral-subdued", marginTop: 4 });

export function StatusSince({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const { when, dateTime } = useFormat();
  return (
    <time dateTime={workflow.since} title={dateTime(workflow.since)} className={`tabular ${note}`}>
      {t("status.since", { time: when(workflow.since) })}
    </time>
  );
}
