import { ActionButton, Checkbox } from "@react-spectrum/s2";
import ChevronDown from "@react-spectrum/s2/icons/ChevronDown";
import ChevronRight from "@react-spectrum/s2/icons/ChevronRight";
import Tools from "@react-spectrum/s2/icons/Tools";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Difference, Reconciliation } from "../api/types.ts";
import { IconAction } from "../records/IconAction.tsx";
import { detail } from "../records/styles.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { KindBadge, StateBadge } from "./Badges.tsx";
import { DifferenceValues } from "./DifferenceValues.tsx";

const item = style({
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
});
const line = style({
  display: "grid",
  gridTemplateColumns: ["auto", "minmax(0, 1fr)", "auto"],
  columnGap: 8,
  alignItems: "start",
  paddingStart: { default: 16, md: 24 },
  paddingEnd: { default: 8, md: 16 },
  paddingY: 8,
});
const choice = style({ display: "flex", alignItems: "center", gap: 4, minHeight: 32 });
const what = style({ paddingTop: 4 });
const name = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8 });
const key = style({ font: "code-sm", color: "neutral", overflowWrap: "anywhere" });

/** One difference of the list; opened, with what both sides have now. */
export function DifferenceItem({
  reconciliation,
  difference,
  isChosen,
  onChoose,
  onRepair,
}: {
  reconciliation: Reconciliation;
  difference: Difference;
  isChosen: boolean;
  /** Undefined while nothing can be repaired. */
  onChoose: ((isChosen: boolean) => void) | undefined;
  onRepair: () => void;
}) {
  const { t } = useTranslation();
  const guard = useDatabaseGuard();
  const [isOpen, setOpen] = useState(false);
  const { id, key: recordKey, kind, fields, state } = difference;
  const isRepairable = onChoose !== undefined && state === "open";
  const values = `values-${id}`;
  return (
    <li className={item} data-difference={id} data-kind={kind}>
      <div className={line}>
        <div className={choice}>
          {onChoose && (
            <Checkbox
              aria-label={t("reconciliations.differences.choose", { key: recordKey })}
              isSelected={isChosen}
              isDisabled={!isRepairable}
              onChange={onChoose}
            />
          )}
          <ActionButton
            isQuiet
            aria-label={t("reconciliations.differences.showValues", { key: recordKey })}
            aria-expanded={isOpen}
            {...(isOpen && { "aria-controls": values })}
            onPress={() => setOpen((before) => !before)}
          >
            {isOpen ? <ChevronDown /> : <ChevronRight />}
          </ActionButton>
        </div>
        <div className={what}>
          <div className={name}>
            <code className={key}>{recordKey}</code>
            <KindBadge kind={kind} />
            <StateBadge state={state} />
          </div>
          {fields.length > 0 && (
            <p className={detail}>
              {t("reconciliations.differences.fields", { fields: fields.join(", ") })}
            </p>
          )}
        </div>
        {isRepairable && (
          <IconAction
            aria-label={t("reconciliations.repair.one", { key: recordKey })}
            tooltip={t("reconciliations.repair.action")}
            onPress={onRepair}
            {...guard}
          >
            <Tools />
          </IconAction>
        )}
      </div>
      {isOpen && (
        <div id={values}>
          <DifferenceValues reconciliation={reconciliation} difference={difference} />
        </div>
      )}
    </li>
  );
}
