import {
  AlertDialog,
  Button,
  ButtonGroup,
  DialogContainer,
  StatusLight,
  TextArea,
  TextField,
  ToastQueue,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import type { Secret } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { useStoreSecret } from "./queries.ts";
import type { SecretName, SystemName } from "./types.ts";

const row = style({ display: "flex", flexDirection: "column", gap: 8, minWidth: 0 });
const label = style({ font: "ui", color: "neutral-subdued" });
const stored = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 12 });
const field = style({ width: "full" });

/** A secret: that it is stored and since when, never what it is; replaced or removed at once. */
export function SecretField({
  system,
  name,
  lines,
  secret,
  isNeeded,
  typed,
  onTyped,
}: {
  system: SystemName;
  name: SecretName;
  /** Whether it has several lines, as keys have. */
  lines: boolean;
  secret: Secret | undefined;
  /** Whether it may be missing: none of the connection's secrets is stored. */
  isNeeded: boolean;
  typed: string;
  onTyped: (value: string) => void;
}) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const [entering, setEntering] = useState(false);
  const [removing, setRemoving] = useState(false);
  const guard = useDatabaseGuard();
  const storing = useDatabaseGuard(typed === "");
  const id = useId();
  const what = t(`connections.secret.${name}.label`);
  const store = useStoreSecret({
    onSuccess: (value) => {
      ToastQueue.positive(
        t(value === null ? "connections.secretRemoved" : "connections.secretStored", {
          secret: what,
        }),
        { timeout: 5000 },
      );
      onTyped("");
      setEntering(false);
    },
    onError: (error) =>
      ToastQueue.negative(
        `${t("connections.secretFailed", { secret: what })} ${errorText(t, error)}`,
      ),
  });
  const full = `${system}.${name}`;
  const props = {
    label: what,
    description: t(`connections.secret.${name}.help`),
    value: typed,
    onChange: onTyped,
    autoComplete: "new-password",
    spellCheck: "false",
    styles: field,
  } as const;

  if (!entering && !(isNeeded && secret)) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own look
      <div className={row} role="group" aria-labelledby={id} data-secret={full}>
        <span id={id} className={label}>
          {what}
        </span>
        <div className={stored}>
          <StatusLight variant={secret?.set ? "positive" : "neutral"}>
            {secret?.changedAt
              ? t("connections.setOn", { time: dateTime(secret.changedAt) })
              : t("connections.notSet")}
          </StatusLight>
          <ButtonGroup size="S">
            <Button
              variant="secondary"
              aria-label={t(secret?.set ? "connections.replaceNamed" : "connections.enterNamed", {
                secret: what,
              })}
              onPress={() => setEntering(true)}
            >
              {t(secret?.set ? "connections.replace" : "connections.enter")}
            </Button>
            {secret?.set && (
              <Button
                variant="secondary"
                fillStyle="outline"
                isPending={store.isPending}
                {...guard}
                aria-label={t("connections.removeNamed", { secret: what })}
                onPress={() => setRemoving(true)}
              >
                {t("connections.remove")}
              </Button>
            )}
          </ButtonGroup>
        </div>
        <DialogContainer onDismiss={() => setRemoving(false)}>
          {removing && (
            <AlertDialog
              title={t("connections.removeSecretTitle", { secret: what })}
              variant="destructive"
              primaryActionLabel={t("connections.remove")}
              cancelLabel={t("action.cancel")}
              onPrimaryAction={() => store.mutate({ name: full, value: null })}
            >
              {t("connections.removeSecretBody")}
            </AlertDialog>
          )}
        </DialogContainer>
      </div>
    );
  }
  return (
    <div className={row} data-secret={full}>
      {lines ? <TextArea {...props} /> : <TextField {...props} type="password" />}
      <div className={stored}>
        <ButtonGroup size="S">
          <Button
            variant="secondary"
            {...storing}
            isPending={store.isPending}
            aria-label={t("connections.storeNamed", { secret: what })}
            onPress={() => store.mutate({ name: full, value: typed })}
          >
            {t("connections.store")}
          </Button>
          {entering && (
            <Button
              variant="secondary"
              fillStyle="outline"
              onPress={() => {
                onTyped("");
                setEntering(false);
              }}
            >
              {t("action.cancel")}
            </Button>
          )}
        </ButtonGroup>
        {typed !== "" && <StatusLight variant="notice">{t("connections.notStored")}</StatusLight>}
      </div>
    </div>
  );
}
