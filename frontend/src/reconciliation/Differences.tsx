import { ActionButton, Checkbox, Text } from "@react-spectrum/s2";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import ClockPending from "@react-spectrum/s2/icons/ClockPending";
import RemoveCircle from "@react-spectrum/s2/icons/RemoveCircle";
import Search from "@react-spectrum/s2/icons/Search";
import Tools from "@react-spectrum/s2/icons/Tools";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type DifferenceFilter, isRunning, useDifferences } from "../api/reconciliations.ts";
import type { Difference, Reconciliation } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { NoRecords, Records } from "../records/Records.tsx";
import { LoadFailed } from "../shell/Message.tsx";
import { useDatabaseGuard } from "../status/database.ts";
import { DifferenceItem } from "./DifferenceItem.tsx";
import type { Asked } from "./RepairDialog.tsx";
import { total } from "./words.ts";

const bar = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: "space-between",
  columnGap: 16,
  rowGap: 8,
  paddingStart: { default: 16, md: 24 },
  paddingEnd: { default: 8, md: 16 },
  paddingY: 8,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
  backgroundColor: "layer-1",
});

interface Props {
  reconciliation: Reconciliation;
  filter: DifferenceFilter;
  /** Undefined while nothing can be repaired. */
  onRepair: ((asked: Asked) => void) | undefined;
}

/** The differences that fit a filter, of which some can be chosen. */
export function Differences({ reconciliation, filter, onRepair }: Props) {
  const { t } = useTranslation();
  const differences = useDifferences(reconciliation.id, filter, total(reconciliation));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const shown = differences.data?.pages.flatMap((page) => page.differences);
  const open = (shown ?? []).filter(({ state }) => state === "open");
  // Those that were repaired, here or elsewhere, are not chosen any more.
  const still = open.filter(({ id }) => chosen.has(id));
  const choose = (id: number, isChosen: boolean) => {
    const ids = still.map((one) => one.id).filter((one) => one !== id);
    setChosen(new Set(isChosen ? [...ids, id] : ids));
  };
  const theseOnly = (some: Difference[]): Asked => ({
    selection: { ids: some.map(({ id }) => id) },
    kinds: [...new Set(some.map(({ kind }) => kind))],
  });
  return (
    <>
      {onRepair && open.length > 0 && (
        <Toolbar
          open={open.length}
          chosen={still.length}
          onChooseShown={(all) => setChosen(new Set(all ? open.map(({ id }) => id) : []))}
          onRepair={() => onRepair(still.length > 0 ? theseOnly(still) : allThatFit(filter))}
        />
      )}
      <Records
        pages={differences}
        entries={shown}
        loading={t("reconciliations.differences.loading")}
        failed={
          <LoadFailed
            title={t("reconciliations.differences.loadFailed")}
            error={differences.error}
            onRetry={() => void differences.refetch()}
          >
            {t("reconciliations.loadFailedHint")}
          </LoadFailed>
        }
        empty={<NoDifferences reconciliation={reconciliation} filter={filter} />}
      >
        {(difference) => (
          <DifferenceItem
            key={difference.id}
            reconciliation={reconciliation}
            difference={difference}
            isChosen={chosen.has(difference.id)}
            onChoose={onRepair && ((isChosen) => choose(difference.id, isChosen))}
            onRepair={() => onRepair?.(theseOnly([difference]))}
          />
        )}
      </Records>
    </>
  );
}

/** A repair concerns what is open, whatever states the list shows. */
function allThatFit({ kind, field }: DifferenceFilter): Asked {
  return {
    selection: { ...(kind !== undefined && { kind }), ...(field !== undefined && { field }) },
    // Only what both sides have differs in a field.
    kinds: kind !== undefined ? [kind] : field !== undefined ? ["different"] : [],
  };
}

const NOTHING = {
  noneFit: { title: "differences.noneFitTitle", hint: "differences.noneFitHint" },
  noneYet: { title: "detail.noneYetTitle", hint: "detail.noneYetHint" },
  same: { title: "detail.sameTitle", hint: "detail.sameHint" },
  unknown: { title: "detail.unknownTitle", hint: "detail.unknownHint" },
} as const;
const ICONS = {
  noneFit: <Search styles={iconStyle({ size: "L", color: "neutral" })} />,
  noneYet: <ClockPending styles={iconStyle({ size: "L", color: "neutral" })} />,
  same: <CheckmarkCircle styles={iconStyle({ size: "L", color: "positive" })} />,
  unknown: <RemoveCircle styles={iconStyle({ size: "L", color: "neutral" })} />,
} as const;

/** Why the list is empty. */
function NoDifferences({ reconciliation, filter }: Omit<Props, "onRepair">) {
  const { t } = useTranslation();
  const { status } = reconciliation;
  const isFiltered = Object.keys(filter).length > 0 || total(reconciliation) > 0;
  const ended = status === "COMPLETED" ? "same" : "unknown";
  const why = isFiltered ? "noneFit" : isRunning(reconciliation) ? "noneYet" : ended;
  return (
    <NoRecords icon={ICONS[why]} title={t(`reconciliations.${NOTHING[why].title}`)}>
      {t(`reconciliations.${NOTHING[why].hint}`)}
    </NoRecords>
  );
}

/** Repairs the chosen ones; all that fit the filter while none is chosen. */
function Toolbar({
  open,
  chosen,
  onChooseShown,
  onRepair,
}: {
  open: number;
  chosen: number;
  onChooseShown: (all: boolean) => void;
  onRepair: () => void;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const guard = useDatabaseGuard();
  const isAll = chosen === 0;
  return (
    <div className={bar}>
      <Checkbox
        isSelected={chosen === open}
        isIndeterminate={chosen > 0 && chosen < open}
        onChange={onChooseShown}
      >
        {isAll
          ? t("reconciliations.differences.chooseShown")
          : t("reconciliations.differences.chosen", { count: chosen, formatted: count(chosen) })}
      </Checkbox>
      <ActionButton isQuiet {...guard} onPress={onRepair}>
        <Tools />
        <Text>{t(`reconciliations.repair.${isAll ? "all" : "action"}`)}</Text>
      </ActionButton>
    </div>
  );
}
