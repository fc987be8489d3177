import {
  AlertDialog,
  Button,
  ButtonGroup,
  Content,
  DialogContainer,
  Heading,
  InlineAlert,
  ToastQueue,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Decision } from "../api/client.ts";
import { errorText } from "../api/errorText.ts";
import type { Condition, Flow, Workflow } from "../api/types.ts";
import { useDecideDeletions } from "../api/workflows.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { flowName } from "../status/names.ts";

const paragraph = style({ margin: 0 });
const detail = style({ marginTop: 8, marginBottom: 12, fontWeight: "bold" });

/** A mass deletion that waits for a person: what it is, and the two answers. */
export function HeldDeletions({
  workflow,
  flow,
  condition,
}: {
  workflow: Workflow;
  flow: Flow;
  condition: Condition;
}) {
  const { t } = useTranslation();
  const decide = useDecideDeletions(workflow, {
    onSuccess: () => ToastQueue.positive(t("deletions.done"), { timeout: 5000 }),
    onError: (error) => ToastQueue.negative(`${t("deletions.failed")} ${errorText(t, error)}`),
  });
  const [asking, setAsking] = useState<Decision | null>(null);
  const guard = useDatabaseGuard();

  return (
    <>
      <InlineAlert variant="notice" styles={style({ width: "full" })}>
        <Heading level={2}>{t("deletions.title", { flow: flowName(t, flow.id) })}</Heading>
        <Content>
          <p className={paragraph}>{t("deletions.body")}</p>
          <p className={detail} lang="en">
            {condition.message}
          </p>
          <ButtonGroup>
            <Button
              variant="secondary"
              isPending={decide.isPending}
              {...guard}
              onPress={() => setAsking("reject")}
            >
              {t("deletions.reject")}
            </Button>
            <Button
              variant="negative"
              isPending={decide.isPending}
              {...guard}
              onPress={() => setAsking("approve")}
            >
              {t("deletions.approve")}
            </Button>
          </ButtonGroup>
        </Content>
      </InlineAlert>
      <DialogContainer onDismiss={() => setAsking(null)}>
        {asking && (
          <AlertDialog
            title={t(`deletions.${asking}Title`)}
            variant={asking === "approve" ? "destructive" : "confirmation"}
            primaryActionLabel={t(`deletions.${asking}`)}
            cancelLabel={t("action.cancel")}
            onPrimaryAction={() => decide.mutate({ flow: flow.id, decision: asking })}
          >
            {t(`deletions.${asking}Body`)}
          </AlertDialog>
        )}
      </DialogContainer>
    </>
  );
}
