import { Button, ProgressCircle } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import type { Workflow } from "../api/types.ts";
import { ChangeList } from "./ChangeList.tsx";
import { usePendingChanges } from "./queries.ts";

const failure = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 12 });

/** What a stop and a start would change of a workflow. */
export function PendingList({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const { data, error, refetch } = usePendingChanges(workflow.id, workflow.changesPending);
  if (data) {
    return <ChangeList changes={data} />;
  }
  return error ? (
    <div className={failure} role="alert">
      <span>{errorText(t, error)}</span>
      <Button size="S" variant="secondary" onPress={() => void refetch()}>
        {t("app.retry")}
      </Button>
    </div>
  ) : (
    <ProgressCircle isIndeterminate size="S" aria-label={t("configuration.comparing")} />
  );
}
