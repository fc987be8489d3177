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
import {
  type DeadLetterAction,
  type DeadLetterSelection,
  useActOnDeadLetters,
  useDeadLetterPreview,
} from "../api/deadLetters.ts";
import { errorText } from "../api/errorText.ts";
import { useFormat } from "../format/format.ts";
import { useDatabaseGuard } from "../status/database.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 12 });
const paragraph = style({ margin: 0 });

/** What is to be done with which dead letters. */
export interface Asked {
  action: DeadLetterAction;
  selection: DeadLetterSelection;
}

/** Replays or discards dead letters, after saying how many that concerns. */
export function ActDialog({
  asked,
  onDone,
  onActed = () => {},
}: {
  /** Null while nothing is asked. */
  asked: Asked | null;
  onDone: () => void;
  onActed?: () => void;
}) {
  return (
    <DialogContainer onDismiss={onDone}>
      {asked && <Question {...asked} onDone={onDone} onActed={onActed} />}
    </DialogContainer>
  );
}

function Question({
  action,
  selection,
  onDone,
  onActed,
}: Asked & { onDone: () => void; onActed: () => void }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const preview = useDeadLetterPreview(action, selection);
  const numbers = (many: number) => ({ count: many, formatted: count(many) });
  const act = useActOnDeadLetters(action, selection, (done) => {
    const said = [
      t(`deadLetters.confirm.${action === "replay" ? "replayed" : "discarded"}`, {
        ...numbers(done.count),
      }),
      done.superseded > 0 && t("deadLetters.confirm.superseded", numbers(done.superseded)),
    ];
    ToastQueue.positive(said.filter(Boolean).join(" "), { timeout: 5000 });
    onDone();
    onActed();
  });
  const { data } = preview;
  const guard = useDatabaseGuard(!data || data.count === 0);
  const failure = act.error ?? preview.error;
  return (
    <Dialog size="M">
      <Heading slot="title">{t(`deadLetters.confirm.${action}Title`)}</Heading>
      <Content>
        <div className={stack} role="status" data-preview={data?.count}>
          {data && data.count > 0 && (
            <p className={paragraph}>{t(`deadLetters.confirm.${action}`, numbers(data.count))}</p>
          )}
          {action === "replay" && data && data.count > 0 && (
            <p className={paragraph}>{t("deadLetters.confirm.replayHint")}</p>
          )}
          {data && data.superseded > 0 && (
            <p className={paragraph}>
              {t("deadLetters.confirm.superseded", numbers(data.superseded))}
            </p>
          )}
          {data?.count === 0 && data.superseded === 0 && (
            <p className={paragraph}>{t("deadLetters.confirm.nothing")}</p>
          )}
          {preview.isPending && (
            <ProgressCircle
              isIndeterminate
              size="S"
              aria-label={t("deadLetters.confirm.counting")}
            />
          )}
        </div>
        {failure && (
          <InlineAlert variant="negative" styles={style({ width: "full", marginTop: 12 })}>
            <Heading level={3}>
              {t(
                act.error
                  ? `deadLetters.confirm.${action}Failed`
                  : "deadLetters.confirm.notCounted",
              )}
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
          variant={action === "discard" ? "negative" : "accent"}
          isPending={act.isPending}
          {...guard}
          onPress={() => data && act.mutate(data)}
        >
          {t(`deadLetters.${action}`)}
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
