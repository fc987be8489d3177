import { Badge, Button, Text, ToastQueue, Tooltip, TooltipTrigger } from "@react-spectrum/s2";
import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import Play from "@react-spectrum/s2/icons/Play";
import Stop from "@react-spectrum/s2/icons/StopProcessing";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client.ts";
import { errorText } from "../api/errorText.ts";
import type { Workflow } from "../api/types.ts";
import { useToggle } from "../api/workflows.ts";
import { useDatabaseGuard } from "./database.ts";
import { EditLink } from "./EditLink.tsx";
import { NotConfigured } from "./NotConfigured.tsx";
import { workflowName } from "./names.ts";
import { StopPending } from "./StopPending.tsx";

const stack = style({ display: "flex", flexDirection: "column", alignItems: "start", gap: 8 });
const buttons = style({ display: "flex", alignItems: "center", gap: 8 });

/**
 * The one toggle: Start on a stopped or failed workflow, Stop on a running one. In between it shows
 * progress and does nothing. What it shows is the service's status, never a guess.
 */
function Toggle({ workflow, size }: { workflow: Workflow; size: "M" | "L" }) {
  const { t } = useTranslation();
  const name = workflowName(t, workflow);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const toggle = useToggle(workflow, {
    onError: (error, action) => {
      if (error instanceof ApiError && error.kind === "not-configured") {
        setRefusal(error);
        return;
      }
      const failed = action === "start" ? "action.startFailed" : "action.stopFailed";
      ToastQueue.negative(`${t(failed, { name })} ${errorText(t, error)}`);
    },
  });
  const warning = useId();
  const guard = useDatabaseGuard();
  const { status } = workflow;
  const starts = status === "STOPPED" || status === "FAILED" || status === "STARTING";
  const between = status === "STARTING" || status === "STOPPING";
  const warns = isStopWarned(workflow);

  const labels = {
    STOPPED: t("action.startNamed", { name }),
    FAILED: t("action.startNamed", { name }),
    STARTING: t("action.startingNamed", { name }),
    RUNNING: t("action.stopNamed", { name }),
    STOPPING: t("action.stoppingNamed", { name }),
  };

  return (
    <>
      <TooltipTrigger isDisabled={!warns}>
        <Button
          variant={starts ? "accent" : "secondary"}
          fillStyle={starts ? "fill" : "outline"}
          size={size}
          isPending={between || toggle.isPending}
          aria-label={labels[status]}
          {...(warns && { "aria-describedby": warning })}
          {...guard}
          onPress={() => (warns ? setAsking(true) : toggle.mutate(starts ? "start" : "stop"))}
        >
          {starts ? <Play /> : <Stop />}
          <Text>{starts ? t("action.start") : t("action.stop")}</Text>
        </Button>
        <Tooltip>{t("action.changesPending")}</Tooltip>
      </TooltipTrigger>
      <span id={warning} hidden>
        {warns && t("action.changesPending")}
      </span>
      <StopPending
        workflow={workflow}
        isAsking={asking}
        onStop={() => toggle.mutate("stop")}
        onDone={() => setAsking(false)}
      />
      <NotConfigured workflow={workflow} refusal={refusal} onDone={() => setRefusal(null)} />
    </>
  );
}

function isStopWarned({ status, changesPending }: Workflow): boolean {
  return status === "RUNNING" && changesPending;
}

/** What can be done with a workflow: start or stop it, edit it; and that it was edited meanwhile. */
export function StartStop({
  workflow,
  size = "M",
  isLabelled = false,
}: {
  workflow: Workflow;
  size?: "M" | "L";
  /** Whether Edit is a word and not only a pencil. */
  isLabelled?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <div className={stack}>
      <div className={buttons}>
        <Toggle workflow={workflow} size={size} />
        <EditLink workflow={workflow} size={size} isLabelled={isLabelled} />
      </div>
      {isStopWarned(workflow) && (
        <Badge variant="notice" fillStyle="subtle" size="S" styles={style({ minWidth: "max" })}>
          <AlertTriangle />
          <Text>{t("action.changesPendingBadge")}</Text>
        </Badge>
      )}
    </div>
  );
}
