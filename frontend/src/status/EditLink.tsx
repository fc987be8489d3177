import { LinkButton, Text } from "@react-spectrum/s2";
import Edit from "@react-spectrum/s2/icons/Edit";
import { useTranslation } from "react-i18next";
import type { Workflow } from "../api/types.ts";
import { known, workflowName } from "./names.ts";

const EDITABLE = ["ingress", "egress", "consent"] as const;

/** The pencil: to the page on which a workflow is edited. */
export function EditLink({
  workflow,
  size = "M",
  isLabelled = false,
}: {
  workflow: Workflow;
  size?: "M" | "L";
  isLabelled?: boolean;
}) {
  const { t } = useTranslation();
  const id = known(EDITABLE, workflow.id);
  return (
    id && (
      <LinkButton
        href={`/workflows/${id}/edit`}
        variant="secondary"
        fillStyle="outline"
        size={size}
        aria-label={t("action.editNamed", { name: workflowName(t, workflow) })}
      >
        <Edit />
        {isLabelled && <Text>{t("action.edit")}</Text>}
      </LinkButton>
    )
  );
}
