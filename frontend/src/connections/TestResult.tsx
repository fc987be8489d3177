import { Button } from "@react-spectrum/s2";
import AlertDiamond from "@react-spectrum/s2/icons/AlertDiamond";
import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import RemoveCircle from "@react-spectrum/s2/icons/RemoveCircle";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { TestResult as Result, TestStep } from "../api/types.ts";
import { plainList } from "../theme/surfaces.ts";
import { fingerprintIn } from "./fingerprint.ts";

const frame = style({
  display: "flex",
  flexDirection: "column",
  gap: 16,
  padding: { default: 16, md: 24 },
  borderRadius: "lg",
  borderStyle: "solid",
  borderWidth: 2,
  borderColor: { outcome: { passed: "green-800", warned: "orange-800", failed: "red-800" } },
});
const title = style({ font: "title-sm", color: "heading", margin: 0 });
const list = style({ display: "flex", flexDirection: "column", gap: 12 });
const step = style({ display: "flex", alignItems: "start", gap: 8, font: "ui", color: "neutral" });
const iconBox = style({ flexShrink: 0, display: "flex", alignItems: "center", height: 20 });
const words = style({
  minWidth: 0,
  overflowWrap: "anywhere",
  display: "flex",
  flexDirection: "column",
  alignItems: "start",
  gap: 4,
});
const remedy = style({ font: "ui-sm", color: "neutral-subdued" });

const ICONS = {
  passed: <CheckmarkCircle styles={iconStyle({ size: "S", color: "positive" })} />,
  failed: <AlertDiamond styles={iconStyle({ size: "S", color: "negative" })} />,
  warning: <AlertTriangle styles={iconStyle({ size: "S", color: "notice" })} />,
  skipped: <RemoveCircle styles={iconStyle({ size: "S", color: "neutral" })} />,
} as const;

function Step({
  step: { status, message, remedy: toDo },
  hostKey,
  onHostKey,
}: {
  step: TestStep;
  hostKey: string;
  onHostKey: (hostKey: string) => void;
}) {
  const { t } = useTranslation();
  const shown = status === "passed" ? undefined : fingerprintIn(message, hostKey);
  return (
    <li className={step} data-step={status}>
      <span className={iconBox}>{ICONS[status]}</span>
      <span className={words}>
        <span>
          <span className="visually-hidden">{t(`connections.step.${status}`)}: </span>
          <span lang="en">{message}</span>
        </span>
        {toDo && (
          <span className={remedy} lang="en">
            {toDo}
          </span>
        )}
        {shown && (
          <>
            <span className={remedy}>{t("connections.hostKeyCompare")}</span>
            <Button size="S" variant="secondary" onPress={() => onHostKey(shown)}>
              {t("connections.hostKeyAccept")}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}

/** What a connection test found, step by step, and what to do about it. */
export function TestResult({
  result,
  hostKey,
  onHostKey,
}: {
  result: Result;
  /** The one that is trusted. */
  hostKey: string;
  onHostKey: (hostKey: string) => void;
}) {
  const { t } = useTranslation();
  const warned = result.steps.some(({ status }) => status === "warning");
  const passed = warned ? "warned" : "passed";
  return (
    <div className={frame({ outcome: result.passed ? passed : "failed" })}>
      <h3 className={title}>
        {t(result.passed ? "connections.testPassed" : "connections.testFailed")}
      </h3>
      <ul className={`${plainList} ${list}`}>
        {result.steps.map((one) => (
          <Step key={one.id} step={one} hostKey={hostKey} onHostKey={onHostKey} />
        ))}
      </ul>
    </div>
  );
}
