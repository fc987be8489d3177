import {
  Button,
  ButtonGroup,
  Content,
  Heading,
  InlineAlert,
  ProgressCircle,
  Text,
  TextField,
} from "@react-spectrum/s2";
import Preview from "@react-spectrum/s2/icons/Preview";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client.ts";
import { errorText } from "../api/errorText.ts";
import { useTry } from "../api/mappings.ts";
import { sentences } from "../configuration/misfitsAt.ts";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import type { IngressFlow } from "./model/flow.ts";
import { idsIn } from "./model/ids.ts";
import { hint, sectionBody, sectionHead } from "./styles.ts";
import { TriedRecords } from "./TriedRecords.tsx";

const form = style({ display: "flex", flexWrap: "wrap", alignItems: "start", gap: 16 });
const field = style({ width: "full", maxWidth: 448 });
const buttons = style({ marginTop: { default: 0, md: 24 } });

/** Real records, mapped as they would be now, without writing any. */
export function TryIt({ flow }: { flow: () => IngressFlow }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const attempt = useTry();
  const run = (records: 1 | 10) => {
    const ids = idsIn(typed);
    attempt.mutate({ flow: flow(), records, ...(ids.length > 0 && { ids }) });
  };
  return (
    <section className={sheet} aria-labelledby="try-title" data-section="try">
      <div className={sectionHead}>
        <div>
          <h2 id="try-title" className={sectionTitle}>
            {t("ingress.try.title")}
          </h2>
          <p className={sectionHint}>{t("ingress.try.hint")}</p>
        </div>
      </div>
      <div className={sectionBody}>
        <div className={form}>
          <TextField
            label={t("ingress.try.ids")}
            description={t("ingress.try.idsHint")}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            spellCheck="false"
            styles={field}
          />
          <ButtonGroup styles={buttons}>
            <Button variant="secondary" isDisabled={attempt.isPending} onPress={() => run(1)}>
              <Preview />
              <Text>{t("ingress.try.one")}</Text>
            </Button>
            <Button variant="secondary" isDisabled={attempt.isPending} onPress={() => run(10)}>
              <Preview />
              <Text>{t("ingress.try.ten")}</Text>
            </Button>
          </ButtonGroup>
        </div>
        <div role="status">
          {attempt.isPending && (
            <ProgressCircle isIndeterminate aria-label={t("ingress.try.running")} />
          )}
          {attempt.data?.length === 0 && <p className={hint}>{t("ingress.try.none")}</p>}
        </div>
        {attempt.error && <Refused error={attempt.error} />}
        {attempt.data && !attempt.isPending && <TriedRecords records={attempt.data} />}
      </div>
    </section>
  );
}

function Refused({ error }: { error: Error }) {
  const { t } = useTranslation();
  const errors = error instanceof ApiError ? error.errors : [];
  return (
    <InlineAlert variant="negative" styles={style({ width: "full" })}>
      <Heading level={3}>{t("ingress.try.failed")}</Heading>
      <Content>{errors.length > 0 ? sentences(errors) : errorText(t, error)}</Content>
    </InlineAlert>
  );
}
