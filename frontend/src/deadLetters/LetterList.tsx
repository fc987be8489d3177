import { ActionButton, ActionButtonGroup, Checkbox, Text } from "@react-spectrum/s2";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import Delete from "@react-spectrum/s2/icons/Delete";
import Refresh from "@react-spectrum/s2/icons/Refresh";
import Search from "@react-spectrum/s2/icons/Search";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type DeadLetterFilter, useDeadLetters } from "../api/deadLetters.ts";
import { useKnownWorkflows } from "../api/workflows.ts";
import { useFormat } from "../format/format.ts";
import { NoRecords, Records } from "../records/Records.tsx";
import { LoadFailed } from "../shell/Message.tsx";
import { useDatabaseGuard } from "../status/database.ts";
import type { Asked } from "./ActDialog.tsx";
import { Letter } from "./Letter.tsx";
import { failedOf } from "./words.ts";

const bar = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: "space-between",
  columnGap: 16,
  rowGap: 8,
  paddingX: { default: 16, md: 24 },
  paddingY: 8,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
  backgroundColor: "layer-1",
});

/** The dead letters that fit a filter, of which some can be chosen. */
export function LetterList({
  filter,
  onAct,
}: {
  filter: DeadLetterFilter;
  onAct: (asked: Asked) => void;
}) {
  const { t } = useTranslation();
  const failed = useKnownWorkflows(failedOf(filter)) ?? 0;
  const letters = useDeadLetters(filter, failed);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const shown = letters.data?.pages.flatMap((page) => page.deadLetters);
  // Those that were acted on, here or elsewhere, are not chosen any more.
  const still = (shown ?? []).map(({ id }) => id).filter((id) => chosen.has(id));
  const choose = (id: number, isChosen: boolean) =>
    setChosen(isChosen ? new Set([...still, id]) : new Set(still.filter((one) => one !== id)));
  const isFiltered = Object.keys(filter).length > 0;

  return (
    <>
      {shown && shown.length > 0 && (
        <Toolbar
          shown={shown.length}
          chosen={still.length}
          onChooseShown={(all) => setChosen(new Set(all ? shown.map(({ id }) => id) : []))}
          onAct={(action) =>
            onAct({ action, selection: still.length > 0 ? { ids: still } : filter })
          }
        />
      )}
      <Records
        pages={letters}
        entries={shown}
        loading={t("deadLetters.loading")}
        failed={
          <LoadFailed
            title={t("deadLetters.loadFailed")}
            error={letters.error}
            onRetry={() => void letters.refetch()}
          >
            {t("deadLetters.loadFailedHint")}
          </LoadFailed>
        }
        empty={
          isFiltered ? (
            <NoRecords
              icon={<Search styles={iconStyle({ size: "L", color: "neutral" })} />}
              title={t("deadLetters.noneFitTitle")}
            >
              {t("deadLetters.noneFitHint")}
            </NoRecords>
          ) : (
            <NoLetters />
          )
        }
      >
        {(letter) => (
          <Letter
            key={letter.id}
            letter={letter}
            names="workflow"
            isChosen={chosen.has(letter.id)}
            onChoose={(isChosen) => choose(letter.id, isChosen)}
          />
        )}
      </Records>
    </>
  );
}

/** Everything was written. */
export function NoLetters() {
  const { t } = useTranslation();
  return (
    <NoRecords
      icon={<CheckmarkCircle styles={iconStyle({ size: "L", color: "positive" })} />}
      title={t("deadLetters.emptyTitle")}
    >
      {t("deadLetters.emptyHint")}
    </NoRecords>
  );
}

/** What can be done with the chosen ones; with all that fit the filter while none is chosen. */
function Toolbar({
  shown,
  chosen,
  onChooseShown,
  onAct,
}: {
  shown: number;
  chosen: number;
  onChooseShown: (all: boolean) => void;
  onAct: (action: Asked["action"]) => void;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const guard = useDatabaseGuard();
  const isAll = chosen === 0;
  return (
    <div className={bar}>
      <Checkbox
        isSelected={chosen === shown}
        isIndeterminate={chosen > 0 && chosen < shown}
        onChange={onChooseShown}
      >
        {isAll
          ? t("deadLetters.chooseShown")
          : t("deadLetters.chosen", { count: chosen, formatted: count(chosen) })}
      </Checkbox>
      <ActionButtonGroup isQuiet aria-label={t("deadLetters.actions")}>
        <ActionButton {...guard} onPress={() => onAct("replay")}>
          <Refresh />
          <Text>{t(isAll ? "deadLetters.replayAll" : "deadLetters.replay")}</Text>
        </ActionButton>
        <ActionButton {...guard} onPress={() => onAct("discard")}>
          <Delete />
          <Text>{t(isAll ? "deadLetters.discardAll" : "deadLetters.discard")}</Text>
        </ActionButton>
      </ActionButtonGroup>
    </div>
  );
}
