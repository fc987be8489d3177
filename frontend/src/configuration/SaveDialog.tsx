import {
  Button,
  ButtonGroup,
  Content,
  Dialog,
  Heading,
  InlineAlert,
  ProgressCircle,
  ToastQueue,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { AuthorFields, useAuthorship } from "./AuthorFields.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { Misfits } from "./Misfits.tsx";
import type { Draft } from "./useDocument.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });
const subtitle = style({ font: "title-sm", color: "heading", marginTop: 0, marginBottom: 8 });
const hint = style({ font: "body-sm", color: "neutral-subdued", margin: 0 });

/** What is about to be saved, in words; who saves it and why. */
export function SaveDialog<T>({ draft, onDone }: { draft: Draft<T>; onDone: () => void }) {
  const { t } = useTranslation();
  const { authorship, setAuthorship, remember } = useAuthorship();
  const { errors, warnings, changes, isChecking, checkFailure, saveFailure } = draft;

  const save = async () => {
    remember();
    const saved = await draft.save(authorship);
    if (saved) {
      ToastQueue.positive(t("configuration.saved", { version: saved.version }), { timeout: 5000 });
      onDone();
    }
  };

  return (
    <Dialog size="L">
      <Heading slot="title">{t("configuration.saveTitle")}</Heading>
      <Content>
        <div className={stack}>
          {saveFailure && (
            <InlineAlert variant="negative" styles={style({ width: "full" })}>
              <Heading>{t("configuration.saveFailed")}</Heading>
              <Content>{errorText(t, saveFailure)}</Content>
            </InlineAlert>
          )}
          <Misfits errors={errors} leads={false} level={3} />
          <Misfits errors={warnings} variant="notice" leads={false} level={3} />
          <div>
            <h3 className={subtitle}>{t("configuration.changes")}</h3>
            {checkFailure ? (
              <p className={hint}>
                {t("configuration.checkFailed")} {errorText(t, checkFailure)}
              </p>
            ) : isChecking ? (
              <ProgressCircle isIndeterminate size="S" aria-label={t("configuration.checking")} />
            ) : (
              <ChangeList changes={changes} />
            )}
          </div>
          <AuthorFields authorship={authorship} onChange={setAuthorship} />
          <p className={hint}>{t("configuration.saveHint")}</p>
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onDone}>
          {t("action.cancel")}
        </Button>
        <Button
          variant="accent"
          isPending={draft.isSaving}
          isDisabled={errors.length > 0 || isChecking}
          onPress={() => void save()}
        >
          {t("configuration.saveVersion")}
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
