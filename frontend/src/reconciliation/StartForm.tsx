import {
  Button,
  Content,
  Form,
  Heading,
  InlineAlert,
  Picker,
  PickerItem,
  ToastQueue,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { useStartReconciliation } from "../api/reconciliations.ts";
import { useKnownWorkflows } from "../api/workflows.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { flowName } from "../status/names.ts";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { COMPARABLE, comparableFlows } from "./words.ts";

const body = style({
  display: "flex",
  flexDirection: "column",
  gap: 16,
  padding: { default: 16, md: 24 },
});
const row = style({ display: "flex", flexWrap: "wrap", alignItems: "end", gap: 12 });
const none = style({ font: "ui", color: "neutral-subdued", margin: 0 });

/** Starts a reconciliation of one flow. */
export function StartForm() {
  const { t } = useTranslation();
  const flows = useKnownWorkflows(comparableFlows);
  const [chosen, setChosen] = useState<string | null>(null);
  const flow = chosen ?? flows?.[0];
  const guard = useDatabaseGuard(flow === undefined);
  const start = useStartReconciliation((begun) =>
    ToastQueue.positive(t("reconciliations.started", { flow: flowName(t, begun.flow) }), {
      timeout: 5000,
    }),
  );
  return (
    <section className={`${sheet} ${body}`} aria-labelledby="start-title">
      <div>
        <h2 id="start-title" className={sectionTitle}>
          {t("reconciliations.startTitle")}
        </h2>
        <p className={sectionHint}>{t("reconciliations.startHint")}</p>
      </div>
      {flows?.length === 0 ? (
        <p className={none}>{t("reconciliations.noFlow")}</p>
      ) : (
        <Form
          onSubmit={(event) => {
            event.preventDefault();
            if (flow !== undefined && !guard.isDisabled) {
              start.mutate({ workflow: COMPARABLE, flow });
            }
          }}
        >
          <div className={row}>
            <Picker
              label={t("reconciliations.flow")}
              items={(flows ?? []).map((id) => ({ id, text: flowName(t, id) }))}
              value={flow ?? null}
              onChange={(value) => setChosen(value === null ? null : String(value))}
              styles={style({ width: 240, maxWidth: "full" })}
            >
              {({ id, text }) => (
                <PickerItem id={id} textValue={text}>
                  {text}
                </PickerItem>
              )}
            </Picker>
            <Button type="submit" variant="accent" isPending={start.isPending} {...guard}>
              {t("reconciliations.start")}
            </Button>
          </div>
        </Form>
      )}
      {start.error && (
        <InlineAlert variant="negative" styles={style({ width: "full" })}>
          <Heading level={3}>{t("reconciliations.startFailed")}</Heading>
          <Content>
            <span lang="en">{errorText(t, start.error)}</span>
          </Content>
        </InlineAlert>
      )}
    </section>
  );
}
