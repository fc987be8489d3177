import { useTranslation } from "react-i18next";
import { DocumentEditor } from "../../configuration/DocumentEditor.tsx";
import { fieldsOf } from "../../configuration/fields.ts";
import { AdvancedConsent } from "./AdvancedConsent.tsx";
import { ConsentSource, PolicyChoice } from "./Choices.tsx";
import { ConsentRows } from "./ConsentRows.tsx";
import type { Consent } from "./types.ts";

/** Which opt-outs are kept in step, in which direction, and who wins a conflict. */
export function ConsentEditor() {
  const { t } = useTranslation();
  return (
    <DocumentEditor<Consent>
      document="consent"
      title={t("consentEditor.title")}
      subtitle={t("consentEditor.subtitle")}
      backTo={{ href: "/workflows/consent", label: t("workflow.consent") }}
    >
      {(draft) => {
        const fields = fieldsOf(draft);
        return (
          <>
            <ConsentRows content={draft.content} fields={fields} />
            <PolicyChoice fields={fields} />
            <ConsentSource fields={fields} />
            <AdvancedConsent content={draft.content} fields={fields} errors={draft.errors} />
          </>
        );
      }}
    </DocumentEditor>
  );
}
