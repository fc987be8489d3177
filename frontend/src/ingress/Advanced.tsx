import { NumberField, Picker, PickerItem, Radio, RadioGroup } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { FieldGrid } from "./FieldGrid.tsx";
import { useField, useFlowForm } from "./FlowForm.ts";
import type { Head } from "./model/draft.ts";
import { DELETIONS, type Deletions } from "./model/flow.ts";
import { sectionBody, sectionHead } from "./styles.ts";

const whole = style({ width: "full" });

/** The numbers of a flow: what each is when nothing is said, and in which unit it is entered. */
const NUMBERS = [
  { name: "pageSize", usual: 1000, unit: undefined, factor: 1 },
  { name: "pollSeconds", usual: 5, unit: "second", factor: 1 },
  { name: "parentWaitSeconds", usual: 259_200, unit: "hour", factor: 3600 },
  { name: "schemaCheckSeconds", usual: 60, unit: "second", factor: 1 },
] as const;

/** What most flows leave as it is. */
export function Advanced({ head }: { head: Head }) {
  const { t } = useTranslation();
  const { dispatch } = useFlowForm();
  return (
    <section className={sheet} aria-labelledby="advanced-title">
      <div className={sectionHead}>
        <div>
          <h2 id="advanced-title" className={sectionTitle}>
            {t("ingress.advanced.title")}
          </h2>
          <p className={sectionHint}>{t("ingress.advanced.hint")}</p>
        </div>
      </div>
      <div className={sectionBody}>
        <FieldGrid>
          <Picker
            label={t("ingress.advanced.deletions")}
            description={t(`ingress.deletionsHint.${head.deletions ?? "off"}`)}
            styles={whole}
            selectedKey={head.deletions ?? "off"}
            onSelectionChange={(key) =>
              dispatch({ do: "head", change: { deletions: key as Deletions } })
            }
            {...useField("/deletions")}
          >
            {DELETIONS.map((one) => (
              <PickerItem key={one} id={one}>
                {t(`ingress.deletions.${one}`)}
              </PickerItem>
            ))}
          </Picker>
          <NumberField
            label={t("ingress.advanced.heldDeletionShare")}
            description={t("ingress.advanced.heldDeletionShareHint")}
            formatOptions={{ style: "percent", maximumFractionDigits: 2 }}
            minValue={0}
            maxValue={1}
            step={0.01}
            value={head.heldDeletionShare ?? 0.05}
            onChange={(share) =>
              dispatch({
                do: "head",
                change: { heldDeletionShare: Number.isNaN(share) ? 0.05 : share },
              })
            }
            styles={whole}
            {...useField("/heldDeletionShare")}
          />
          <RadioGroup
            label={t("ingress.advanced.picklists")}
            value={head.mapping.picklists ?? "value"}
            onChange={(one) =>
              dispatch({
                do: "mapping",
                change: { picklists: one === "label" ? "label" : "value" },
              })
            }
            {...useField("/mapping/picklists")}
          >
            <Radio value="value">{t("ingress.picklists.value")}</Radio>
            <Radio value="label">{t("ingress.picklists.label")}</Radio>
          </RadioGroup>
          {NUMBERS.map((number) => (
            <NumberOf key={number.name} head={head} number={number} />
          ))}
        </FieldGrid>
      </div>
    </section>
  );
}

function NumberOf({ head, number }: { head: Head; number: (typeof NUMBERS)[number] }) {
  const { t } = useTranslation();
  const { dispatch } = useFlowForm();
  const { name, usual, unit, factor } = number;
  return (
    <NumberField
      label={t(`ingress.advanced.${name}`)}
      description={t(`ingress.advanced.${name}Hint`)}
      minValue={0}
      formatOptions={{
        maximumFractionDigits: 4,
        ...(unit && ({ style: "unit", unit, unitDisplay: "long" } as const)),
      }}
      value={(head[name] ?? usual) / factor}
      onChange={(value) =>
        dispatch({
          do: "head",
          change: { [name]: Number.isNaN(value) ? usual : Math.round(value * factor) },
        })
      }
      styles={whole}
      {...useField(`/${name}`)}
    />
  );
}
