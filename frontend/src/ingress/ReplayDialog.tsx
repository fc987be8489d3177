import {
  Button,
  ButtonGroup,
  Content,
  Dialog,
  DialogContainer,
  Heading,
  InlineAlert,
  ProgressCircle,
  Radio,
  RadioGroup,
  ToastQueue,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { useReplayCount, useReplaySelection } from "../api/mappings.ts";
import type { Workflow } from "../api/types.ts";
import { useSettled } from "../configuration/useDocument.ts";
import { useFormat } from "../format/format.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { type Choice, KINDS, type Kind, NO_CHOICE, selectionOf } from "./model/replay.ts";
import { ReplayFields } from "./ReplayFields.tsx";
import { words } from "./styles.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 20 });
const paragraph = style({ margin: 0 });
const SETTLE_MILLIS = 400;

/** Reads records of a mapping again: all, or some; how many is told before it is confirmed. */
export function ReplayDialog({
  workflow,
  flow,
  onDone,
}: {
  workflow: Workflow | undefined;
  /** Null while nothing is asked. */
  flow: string | null;
  onDone: () => void;
}) {
  return (
    <DialogContainer onDismiss={onDone}>
      {workflow && flow !== null && <Question workflow={workflow} flow={flow} onDone={onDone} />}
    </DialogContainer>
  );
}

function Question({
  workflow,
  flow,
  onDone,
}: {
  workflow: Workflow;
  flow: string;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const [choice, setChoice] = useState<Choice>(NO_CHOICE);
  const selection = selectionOf(choice);
  const text = JSON.stringify(selection);
  const settled = useSettled(text, SETTLE_MILLIS);
  const counted = useReplayCount(workflow.id, flow, settled === text ? selection : null);
  const known = selection && settled === text ? counted.data : undefined;
  const replay = useReplaySelection(workflow.id, flow, {
    onSuccess: () => {
      ToastQueue.positive(t("flow.replayStarted", { flow }), { timeout: 5000 });
      onDone();
    },
    onError: () => {},
  });
  const guard = useDatabaseGuard(!selection || !known || known.records === 0);
  const failure = replay.error ?? (selection ? counted.error : null);
  return (
    <Dialog size="L">
      <Heading slot="title">{t("flow.replayTitle", { flow })}</Heading>
      <Content>
        <div className={stack}>
          <p className={paragraph}>
            {t("ingress.replay.body")}
            {workflow.status !== "RUNNING" && ` ${t("flow.replayStopped")}`}
          </p>
          <RadioGroup
            label={t("ingress.replay.which")}
            value={choice.kind}
            onChange={(kind) => setChoice({ ...choice, kind: kind as Kind })}
          >
            {KINDS.map((kind) => (
              <Radio key={kind} value={kind}>
                {t(`ingress.replay.kind.${kind}`)}
              </Radio>
            ))}
          </RadioGroup>
          <ReplayFields flow={flow} choice={choice} onChange={setChoice} />
          <div role="status" data-replay-count={known?.records}>
            {known ? (
              <p className={words}>
                {t(known.exact ? "ingress.replay.count" : "ingress.replay.countAtLeast", {
                  count: known.records,
                  formatted: count(known.records),
                })}
              </p>
            ) : (
              selection &&
              !failure && (
                <ProgressCircle
                  isIndeterminate
                  size="S"
                  aria-label={t("ingress.replay.counting")}
                />
              )
            )}
          </div>
          {failure && (
            <InlineAlert variant="negative" styles={style({ width: "full" })}>
              <Heading level={3}>
                {replay.error ? t("flow.replayFailed", { flow }) : t("ingress.replay.notCounted")}
              </Heading>
              <Content>{errorText(t, failure)}</Content>
            </InlineAlert>
          )}
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onDone}>
          {t("action.cancel")}
        </Button>
        <Button
          variant="accent"
          isPending={replay.isPending}
          {...guard}
          onPress={() => selection && replay.mutate(selection)}
        >
          {t("flow.replay")}
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
