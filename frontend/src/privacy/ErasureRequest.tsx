import { Content, DialogContainer, Heading, InlineAlert, ToastQueue } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { useErasePerson } from "../api/people.ts";
import { ContactIdForm } from "../person/ContactIdForm.tsx";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { ConfirmErasure } from "./ConfirmErasure.tsx";

const body = style({
  display: "flex",
  flexDirection: "column",
  gap: 16,
  padding: { default: 16, md: 24 },
});

/** Asks whom to erase, says what that means, and has it confirmed. */
export function ErasureRequest() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const erase = useErasePerson({
    onSuccess: () => {
      ToastQueue.positive(t("privacy.accepted"), { timeout: 5000 });
      // The id is not left standing in the field.
      setRound((before) => before + 1);
    },
    onError: (error) => ToastQueue.negative(`${t("privacy.failed")} ${errorText(t, error)}`),
  });
  return (
    <section className={`${sheet} ${body}`} aria-labelledby="erase-title">
      <div>
        <h2 id="erase-title" className={sectionTitle}>
          {t("privacy.eraseTitle")}
        </h2>
        <p className={sectionHint}>{t("privacy.eraseHint")}</p>
      </div>
      <InlineAlert variant="notice" styles={style({ width: "full" })}>
        <Heading level={3}>{t("privacy.firstTitle")}</Heading>
        <Content>{t("privacy.firstBody")}</Content>
      </InlineAlert>
      <ContactIdForm
        key={round}
        action={t("privacy.erase")}
        variant="negative"
        isPending={erase.isPending}
        onContactId={setAsking}
      />
      <DialogContainer onDismiss={() => setAsking(null)}>
        {asking && <ConfirmErasure person={asking} onConfirm={() => erase.mutate(asking)} />}
      </DialogContainer>
    </section>
  );
}
