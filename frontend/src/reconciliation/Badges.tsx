import { Badge, Text } from "@react-spectrum/s2";
import AlertDiamond from "@react-spectrum/s2/icons/AlertDiamond";
import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import ClockPending from "@react-spectrum/s2/icons/ClockPending";
import RemoveCircle from "@react-spectrum/s2/icons/RemoveCircle";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { DIFFERENCE_STATES } from "../api/reconciliations.ts";
import { known } from "../status/names.ts";
import { kindName, stateName, statusName, statusOf } from "./words.ts";

const STATUS_LOOKS = {
  RUNNING: { variant: "informative", Icon: ClockPending },
  COMPLETED: { variant: "positive", Icon: CheckmarkCircle },
  CANCELLED: { variant: "neutral", Icon: RemoveCircle },
  FAILED: { variant: "negative", Icon: AlertDiamond },
} as const;

const STATE_LOOKS = {
  open: { variant: "notice", Icon: AlertTriangle },
  queued: { variant: "informative", Icon: ClockPending },
  repaired: { variant: "positive", Icon: CheckmarkCircle },
} as const;

const whole = style({ width: "fit", minWidth: "max" });

/** A reconciliation's status as icon, word and colour. */
export function ReconciliationBadge({ status }: { status: string }) {
  const { t } = useTranslation();
  const { variant, Icon } = STATUS_LOOKS[statusOf(status) ?? "CANCELLED"];
  return (
    <Badge
      variant={variant}
      fillStyle="subtle"
      size="M"
      styles={whole}
      data-reconciliation-status={status}
    >
      <Icon />
      <Text>{statusName(t, status)}</Text>
    </Badge>
  );
}

export function KindBadge({ kind }: { kind: string }) {
  const { t } = useTranslation();
  return (
    <Badge variant="neutral" fillStyle="subtle" size="S" styles={whole}>
      {kindName(t, kind)}
    </Badge>
  );
}

/** What has become of a difference, as icon, word and colour. */
export function StateBadge({ state }: { state: string }) {
  const { t } = useTranslation();
  const { variant, Icon } = STATE_LOOKS[known(DIFFERENCE_STATES, state) ?? "open"];
  return (
    <Badge variant={variant} fillStyle="subtle" size="S" styles={whole} data-state={state}>
      <Icon />
      <Text>{stateName(t, state)}</Text>
    </Badge>
  );
}
