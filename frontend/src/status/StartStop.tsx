import { AlertDialog, Badge, Button, DialogContainer, Text, ToastQueue } from "@react-spectrum/s2";
import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import Play from "@react-spectrum/s2/icons/Play";
import Stop from "@react-spectrum/s2/icons/StopProcessing";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import type { Workflow } from "../api/types.ts";
import { useToggle } from "../api/workflows.ts";
import { workflowName } from "./names.ts";

const stack = style({ display: "flex", flexDirection: "column", alignItems: "start", gap: 8 });

/**
 * The one toggle: Start on a stopped or failed workflow, Stop on a running one. In between it shows
 * progress and does nothing. What it shows is the service's status, never a guess.
 */
export function StartStop({ workflow, size = "M" }: { workflow: Workflow; size?: "M" | "L" }) {
  const { t } = useTranslation();
  const name = workflowName(t, workflow);
  const toggle = useToggle(workflow, {
    onError: (error, action) => {
      const failed = action === "start" ? "action.startFailed" : "action.stopFailed";
      ToastQueue.negative(`${t(failed, { name })} ${errorText(t, error)}`);
    },
  });
  const [asking, setAsking] = useState(false);
  const warning = useId();
  const { status, changesPending } = workflow;
  const starts = status === "STOPPED" || status === "FAILED" || status === "STARTING";
  const between = status === "STARTING" || status === "STOPPING";
  const warns = status === "RUNNING" && changesPending;

  const labels = {
    STOPPED: t("action.startNamed", { name }),
    FAILED: t("action.startNamed", { name }),
    STARTING: t("action.startingNamed", { name }),
    RUNNING: t("action.stopNamed", { name }),
    STOPPING: t("action.stoppingNamed", { name }),
  };

  return (
    <div className={stack}>
      <Button
        variant={starts ? "accent" : "secondary"}
        fillStyle={starts ? "fill" : "outline"}
        size={size}
        isPending={between || toggle.isPending}
        aria-label={labels[status]}
        {...(warns && { "aria-describedby": warning })}
        onPress={() => (warns ? setAsking(true) : toggle.mutate(starts ? "start" : "stop"))}
      >
        {starts ? <Play /> : <Stop />}
        <Text>{starts ? t("action.start") : t("action.stop")}</Text>
      </Button>
      {warns && (
        <>
          <Badge variant="notice" fillStyle="subtle" size="S" styles={style({ minWidth: "max" })}>
            <AlertTriangle />
            <Text>{t("action.changesPendingBadge")}</Text>
          </Badge>
          <span id={warning} hidden>
            {t("action.changesPending")}
          </span>
        </>
      )}
      <DialogContainer onDismiss={() => setAsking(false)}>
        {asking && (
          <AlertDialog
            title={t("action.stopPendingTitle", { name })}
            variant="warning"
            primaryActionLabel={t("action.stop")}
            cancelLabel={t("action.cancel")}
            onPrimaryAction={() => toggle.mutate("stop")}
          >
            {t("action.stopPendingBody")}
          </AlertDialog>
        )}
      </DialogContainer>
    </div>
  );
}
