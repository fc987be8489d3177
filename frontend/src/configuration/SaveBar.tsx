import { Button, DialogContainer, ProgressCircle, StatusLight, Text } from "@react-spectrum/s2";
import Checkmark from "@react-spectrum/s2/icons/Checkmark";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { SaveDialog } from "./SaveDialog.tsx";
import type { Draft } from "./useDocument.ts";

const bar = style({
  position: "sticky",
  bottom: 0,
  zIndex: 1,
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: "space-between",
  columnGap: 16,
  rowGap: 8,
  paddingX: { default: 16, md: 24 },
  paddingY: 12,
  backgroundColor: "elevated",
  boxShadow: "elevated",
  borderRadius: "xl",
  borderStyle: "solid",
  borderWidth: 1,
  borderColor: "gray-200",
});
const state = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8 });
const buttons = style({ display: "flex", flexWrap: "wrap", gap: 8, marginStart: "auto" });

function State<T>({ draft }: { draft: Draft<T> }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const numbers = (many: unknown[]) => ({ count: many.length, formatted: count(many.length) });
  if (!draft.dirty) {
    return (
      <StatusLight variant="neutral">
        {draft.base.version === 0
          ? t("configuration.neverSaved")
          : t("configuration.savedAs", { version: draft.base.version })}
      </StatusLight>
    );
  }
  return (
    <>
      <StatusLight variant="notice">{t("configuration.unsaved")}</StatusLight>
      {draft.errors.length > 0 && (
        <StatusLight variant="negative">
          {t("configuration.errorCount", numbers(draft.errors))}
        </StatusLight>
      )}
      {draft.isChecking && (
        <ProgressCircle isIndeterminate size="S" aria-label={t("configuration.checking")} />
      )}
    </>
  );
}

/** Stays in sight below an editor: whether there is something to save, and the way to save it. */
export function SaveBar<T>({ draft }: { draft: Draft<T> }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const guard = useDatabaseGuard(!draft.dirty);
  return (
    <section className={bar} aria-label={t("configuration.saving")} data-dirty={draft.dirty}>
      <div className={state} role="status">
        <State draft={draft} />
      </div>
      <div className={buttons}>
        <Button
          variant="secondary"
          fillStyle="outline"
          isDisabled={!draft.dirty || draft.isSaving}
          onPress={draft.discard}
        >
          {t("configuration.discard")}
        </Button>
        <Button variant="accent" {...guard} onPress={() => setAsking(true)}>
          <Checkmark />
          <Text>{t("configuration.save")}</Text>
        </Button>
      </div>
      <DialogContainer onDismiss={() => setAsking(false)}>
        {asking && !draft.conflict && <SaveDialog draft={draft} onDone={() => setAsking(false)} />}
      </DialogContainer>
    </section>
  );
}
