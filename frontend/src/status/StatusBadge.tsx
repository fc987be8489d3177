import { Badge, Text } from "@react-spectrum/s2";
import AlertDiamond from "@react-spectrum/s2/icons/AlertDiamond";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import ClockPending from "@react-spectrum/s2/icons/ClockPending";
import PauseCircle from "@react-spectrum/s2/icons/PauseCircle";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { WorkflowStatus } from "../api/types.ts";

const LOOKS = {
  STOPPED: { variant: "neutral", Icon: PauseCircle },
  STARTING: { variant: "informative", Icon: ClockPending },
  RUNNING: { variant: "positive", Icon: CheckmarkCircle },
  STOPPING: { variant: "informative", Icon: ClockPending },
  FAILED: { variant: "negative", Icon: AlertDiamond },
} as const;

/** The status as icon, word and colour: never by colour alone. */
export function StatusBadge({ status }: { status: WorkflowStatus }) {
  const { t } = useTranslation();
  const { variant, Icon } = LOOKS[status];
  return (
    <Badge
      variant={variant}
      fillStyle="subtle"
      size="M"
      styles={style({ width: "fit", minWidth: "max" })}
      data-workflow-status={status}
    >
      <Icon />
      <Text>{t(`status.${status}`)}</Text>
    </Badge>
  );
}
