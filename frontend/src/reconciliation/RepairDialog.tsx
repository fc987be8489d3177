import {
  Button,
  ButtonGroup,
  Content,
  Dialog,
  DialogContainer,
  Heading,
  InlineAlert,
  ProgressCircle,
  ToastQueue,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { type DifferenceSelection, useRepair, useRepairPreview } from "../api/reconciliations.ts";
import type { Reconciliation } from "../api/types.ts";
import { useKnownWorkflows } from "../api/workflows.ts";
import { useFormat } from "../format/format.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { leftKinds } from "./words.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 12 });
const paragraph = style({ margin: 0 });
const list = style({ marginTop: 4, marginBottom: 0, paddingStart: 20 });

/** Which differences are to be repaired. */
export interface Asked {
  selection: DifferenceSelection;
  /** The kinds that may be among them; empty for any. */
  kinds: string[];
}

/** Repairs differences, after saying what that does. */
export function RepairDialog({
  reconciliation,
  asked,
  onDone,
}: {
  reconciliation: Reconciliation;
  /** Null while nothing is asked. */
  asked: Asked | null;
  onDone: () => void;
}) {
  return (
    <DialogContainer onDismiss={onDone}>
      {asked && <Question reconciliation={reconciliation} {...asked} onDone={onDone} />}
    </DialogContainer>
  );
}

function Question({
  reconciliation,
  selection,
  kinds,
  onDone,
}: Asked & { reconciliation: Reconciliation; onDone: () => void }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const numbers = (many: number) => ({ count: many, formatted: count(many) });
  const preview = useRepairPreview(reconciliation.id, selection);
  const repair = useRepair(reconciliation.id, selection, ({ writes, deletions, left }) => {
    const said = [
      t("reconciliations.repair.queued", numbers(writes + deletions)),
      left > 0 && t("reconciliations.repair.leftOver", numbers(left)),
    ];
    ToastQueue.positive(said.filter(Boolean).join(" "), { timeout: 5000 });
    onDone();
  });
  const stopped = useKnownWorkflows((workflows) =>
    workflows.some(({ id, status }) => id === reconciliation.workflow && status !== "RUNNING"),
  );
  const { data } = preview;
  const done = data ? data.writes + data.deletions : 0;
  const guard = useDatabaseGuard(done === 0);
  const failure = repair.error ?? preview.error;
  return (
    <Dialog size="M">
      <Heading slot="title">{t("reconciliations.repair.title")}</Heading>
      <Content>
        <div className={stack} role="status" data-preview={data?.count}>
          {data && data.writes > 0 && (
            <p className={paragraph}>{t("reconciliations.repair.writes", numbers(data.writes))}</p>
          )}
          {data && data.deletions > 0 && (
            <p className={paragraph}>
              {t("reconciliations.repair.deletions", numbers(data.deletions))}
            </p>
          )}
          {done > 0 && <p className={paragraph}>{t("reconciliations.repair.hint")}</p>}
          {done > 0 && stopped && (
            <p className={paragraph}>{t("reconciliations.repair.stopped")}</p>
          )}
          {data && data.left > 0 && <Left number={data.left} kinds={kinds} />}
          {data && done === 0 && data.left === 0 && (
            <p className={paragraph}>{t("reconciliations.repair.nothing")}</p>
          )}
          {preview.isPending && (
            <ProgressCircle
              isIndeterminate
              size="S"
              aria-label={t("reconciliations.repair.counting")}
            />
          )}
        </div>
        {failure && (
          <InlineAlert variant="negative" styles={style({ width: "full", marginTop: 12 })}>
            <Heading level={3}>
              {t(`reconciliations.repair.${repair.error ? "failed" : "notCounted"}`)}
            </Heading>
            <Content>{errorText(t, failure)}</Content>
          </InlineAlert>
        )}
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onDone}>
          {t("action.cancel")}
        </Button>
        <Button
          variant={data && data.deletions > 0 ? "negative" : "accent"}
          isPending={repair.isPending}
          {...guard}
          onPress={() => data && repair.mutate(data)}
        >
          {t("reconciliations.repair.action")}
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}

/** How many are not repaired, and why that may be. */
function Left({ number, kinds }: { number: number; kinds: string[] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const reasons = leftKinds(kinds);
  return (
    <div>
      <p className={paragraph}>
        {t("reconciliations.repair.left", { count: number, formatted: count(number) })}
      </p>
      <ul className={list}>
        {(reasons.length > 0 ? reasons : (["other"] as const)).map((reason) => (
          <li key={reason}>{t(`reconciliations.repair.leftBecause.${reason}`)}</li>
        ))}
      </ul>
    </div>
  );
}
