import { Navigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DocumentEditor } from "../configuration/DocumentEditor.tsx";
import { ChooseTables } from "./ChooseTables.tsx";
import { MappingForm } from "./MappingForm.tsx";
import { type IngressDocument, withFlow, withMine } from "./model/flow.ts";

/** A new mapping: choose both tables, accept what is suggested, then edit it as any other. */
export function AddMappingPage() {
  const { t } = useTranslation();
  const [id, setId] = useState<string | null>(null);
  return (
    <DocumentEditor<IngressDocument>
      document="ingress"
      title={id ? t("ingress.editTitle", { flow: id }) : t("ingress.new")}
      subtitle={t(id ? "ingress.editSubtitle" : "ingress.add.subtitle")}
      merge={(mine, theirs) => withMine(mine, theirs, id)}
      backTo={{ href: "/workflows/ingress/edit", label: t("ingress.title") }}
    >
      {(draft) => {
        const flow = draft.content.flows.find((one) => one.id === id);
        if (!id || !flow) {
          return (
            <ChooseTables
              flows={draft.content.flows}
              onAccept={(accepted) => {
                setId(accepted.id);
                draft.change((content) => withFlow(content, accepted));
              }}
            />
          );
        }
        // Once it is saved it has a page of its own.
        return draft.base.content.flows.some((one) => one.id === id) ? (
          <Navigate to="/workflows/ingress/edit/$flow" params={{ flow: id }} replace />
        ) : (
          <MappingForm document={draft} flow={flow} />
        );
      }}
    </DocumentEditor>
  );
}
