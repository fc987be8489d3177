import { AlertDialog, DialogContainer } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ApiError } from "../api/client.ts";
import type { Workflow } from "../api/types.ts";
import { workflowName } from "./names.ts";

const paragraph = style({ margin: 0 });
const remedy = style({ marginTop: 12, marginBottom: 0 });

/** A start that was refused because something is not entered yet: what, and the way to enter it. */
export function NotConfigured({
  workflow,
  refusal,
  onDone,
}: {
  workflow: Workflow;
  refusal: ApiError | null;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const go = (href: string) => {
    onDone();
    void navigate({ href });
  };
  return (
    <DialogContainer onDismiss={onDone}>
      {refusal && (
        <AlertDialog
          title={t("action.notConfiguredTitle", { name: workflowName(t, workflow) })}
          variant="warning"
          primaryActionLabel={t("action.toConnections")}
          secondaryActionLabel={t("action.toWorkflow")}
          cancelLabel={t("app.close")}
          onPrimaryAction={() => go("/connections")}
          onSecondaryAction={() => go(`/workflows/${workflow.id}/edit`)}
        >
          <p className={paragraph} lang="en">
            {refusal.message}
          </p>
          {refusal.remedy && (
            <p className={remedy} lang="en">
              {refusal.remedy}
            </p>
          )}
        </AlertDialog>
      )}
    </DialogContainer>
  );
}
