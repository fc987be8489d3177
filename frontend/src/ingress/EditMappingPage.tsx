import NoSearchResults from "@react-spectrum/s2/illustrations/linear/NoSearchResults";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DocumentEditor } from "../configuration/DocumentEditor.tsx";
import { Message } from "../shell/Message.tsx";
import { MappingForm } from "./MappingForm.tsx";
import { type IngressDocument, withMine } from "./model/flow.ts";

/** The page on which one mapping is edited. */
export function EditMappingPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <DocumentEditor<IngressDocument>
      key={id}
      document="ingress"
      title={t("ingress.editTitle", { flow: id })}
      subtitle={t("ingress.editSubtitle")}
      merge={(mine, theirs) => withMine(mine, theirs, id)}
      backTo={{ href: "/workflows/ingress/edit", label: t("ingress.title") }}
    >
      {(draft) => {
        const flow = draft.content.flows.find((one) => one.id === id);
        return flow ? (
          <MappingForm document={draft} flow={flow} />
        ) : (
          <Message
            illustration={<NoSearchResults />}
            title={t("ingress.notFound", { flow: id })}
            action={{
              label: t("ingress.toMappings"),
              onPress: () => void navigate({ to: "/workflows/ingress/edit" }),
            }}
          >
            {t("ingress.notFoundHint")}
          </Message>
        );
      }}
    </DocumentEditor>
  );
}
