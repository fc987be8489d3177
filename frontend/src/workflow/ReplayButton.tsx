import { ActionButton, AlertDialog, DialogContainer, Text, ToastQueue } from "@react-spectrum/s2";
import Refresh from "@react-spectrum/s2/icons/Refresh";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import type { Flow, Workflow } from "../api/types.ts";
import { useReplay } from "../api/workflows.ts";
import { ReplayDialog } from "../ingress/ReplayDialog.tsx";
import { useDatabaseGuard } from "../status/database.ts";
import { flowName, known } from "../status/names.ts";

const paragraph = style({ marginTop: 8, marginBottom: 0 });

/** Reads a flow's source again, whole or in part, after saying what that means. */
export function ReplayButton({ workflow, flow }: { workflow: Workflow; flow: Flow }) {
  const { t } = useTranslation();
  const replay = useReplay(workflow, {
    onSuccess: (replayed) =>
      ToastQueue.positive(t("flow.replayStarted", { flow: flowName(t, replayed) }), {
        timeout: 5000,
      }),
    onError: (error, asked) =>
      ToastQueue.negative(
        `${t("flow.replayFailed", { flow: flowName(t, asked) })} ${errorText(t, error)}`,
      ),
  });
  const [asking, setAsking] = useState(false);
  const guard = useDatabaseGuard();
  const kind = known(["egress", "consent"] as const, workflow.id) ?? "other";
  // A table can be read in part, a file or a ledger cannot.
  const selectable = workflow.id === "ingress";
  const running = workflow.status === "RUNNING";

  return (
    <>
      <ActionButton
        size="S"
        styles={style({ minWidth: "max" })}
        isPending={replay.isPending}
        {...guard}
        aria-label={t("flow.replayNamed", { flow: flowName(t, flow.id) })}
        onPress={() => setAsking(true)}
      >
        <Refresh />
        <Text>{t("flow.replay")}</Text>
      </ActionButton>
      {selectable && (
        <ReplayDialog
          workflow={workflow}
          flow={asking ? flow.id : null}
          onDone={() => setAsking(false)}
        />
      )}
      <DialogContainer onDismiss={() => setAsking(false)}>
        {asking && !selectable && (
          <AlertDialog
            title={t("flow.replayTitle", { flow: flowName(t, flow.id) })}
            variant="confirmation"
            primaryActionLabel={t("flow.replay")}
            cancelLabel={t("action.cancel")}
            onPrimaryAction={() => replay.mutate(flow.id)}
          >
            {t(`flow.replayBody.${kind}`, { source: flow.source, target: flow.target })}
            {!running && <p className={paragraph}>{t("flow.replayStopped")}</p>}
          </AlertDialog>
        )}
      </DialogContainer>
    </>
  );
}
