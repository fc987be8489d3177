import { AlertDialog, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** So much of the id must be typed again: enough to have looked at it. */
const TYPED = 4;

const paragraph = style({ marginTop: 0, marginBottom: 12 });
const id = style({ font: "code-sm", color: "neutral", overflowWrap: "anywhere" });

/** The last question before a person is erased; the answer is typed, not clicked away. */
export function ConfirmErasure({ person, onConfirm }: { person: string; onConfirm: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  return (
    <AlertDialog
      title={t("privacy.confirmTitle")}
      variant="destructive"
      primaryActionLabel={t("privacy.confirm")}
      cancelLabel={t("action.cancel")}
      isPrimaryActionDisabled={typed.trim().toLowerCase() !== person.slice(-TYPED)}
      onPrimaryAction={onConfirm}
    >
      <p className={paragraph}>{t("privacy.confirmBody")}</p>
      <p className={paragraph}>
        <code className={id}>{person}</code>
      </p>
      <TextField
        label={t("privacy.confirmField", { count: TYPED })}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        spellCheck="false"
        autoFocus
      />
    </AlertDialog>
  );
}
