import { Radio, RadioGroup } from "@react-spectrum/s2";
import { useTranslation } from "react-i18next";
import { Choice } from "../../configuration/Choice.tsx";
import type { Fields } from "../../configuration/fields.ts";
import { Section } from "../../configuration/Section.tsx";
import { POLICIES, SOURCES } from "./types.ts";

/** Who wins when both systems were changed and say different things. */
export function PolicyChoice({ fields }: { fields: Fields }) {
  const { t } = useTranslation();
  return (
    <Section title={t("consentEditor.policy")} hint={t("consentEditor.policyHint")}>
      <RadioGroup aria-label={t("consentEditor.policy")} {...fields.choice("/policy")}>
        {POLICIES.map((policy) => (
          <Radio key={policy} value={policy}>
            <Choice
              name={t(`consentEditor.policies.${policy}.name`)}
              hint={t(`consentEditor.policies.${policy}.hint`)}
            />
          </Radio>
        ))}
      </RadioGroup>
    </Section>
  );
}

/** How Campaign's side is read. */
export function ConsentSource({ fields }: { fields: Fields }) {
  const { t } = useTranslation();
  return (
    <Section title={t("consentEditor.source")} hint={t("consentEditor.sourceHint")}>
      <RadioGroup aria-label={t("consentEditor.source")} {...fields.choice("/source")}>
        {SOURCES.map((source) => (
          <Radio key={source} value={source}>
            <Choice
              name={t(`consentEditor.sources.${source}.name`)}
              hint={t(`consentEditor.sources.${source}.hint`)}
            />
          </Radio>
        ))}
      </RadioGroup>
    </Section>
  );
}
