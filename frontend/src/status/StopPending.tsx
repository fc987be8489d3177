import { AlertDialog, DialogContainer } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { PendingList } from "../configuration/PendingList.tsx";
import { workflowName } from "./names.ts";

const paragraph = style({ marginTop: 0, marginBottom: 16 });

/** Asks before a workflow is stopped that was edited meanwhile: what the next start will change. */
export function StopPending({
  workflow,
  isAsking,
  onStop,
  onDone,
}: {
  workflow: Workflow;
  isAsking: boolean;
  onStop: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  return (
    <DialogContainer onDismiss={onDone}>
      {isAsking && (
        <AlertDialog
          title={t("action.stopPendingTitle", { name: workflowName(t, workflow) })}
          variant="warning"
          primaryActionLabel={t("action.stop")}
          cancelLabel={t("action.cancel")}
          onPrimaryAction={onStop}
        >
          <p className={paragraph}>{t("action.stopPendingBody")}</p>
          <PendingList workflow={workflow} />
        </AlertDialog>
      )}
    </DialogContainer>
  );
}
