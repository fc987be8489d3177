import { NumberField, Picker, PickerItem } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useField, useFlowForm, useRest } from "./FlowForm.ts";
import { conversionsFor, type DraftConversion, newConversion } from "./model/conversions.ts";
import type { Row } from "./model/draft.ts";
import type { ConversionType } from "./model/flow.ts";
import { kindOf } from "./model/kinds.ts";
import type { Attribute, Field } from "./model/schema.ts";
import { ZonePicker } from "./ZonePicker.tsx";

const whole = style({ width: "full" });
const stack = style({ display: "flex", flexDirection: "column", gap: 16 });
const AS_IS = "asIs";
/** What has a field of its own, which shows its misfits. */
const SETTINGS = ["maxLength", "overflow", "decimals", "zone", "values", "otherwise", "unlisted"];

/** Which conversion, of those that fit the two columns, and its settings. */
export function ConversionFields({
  row,
  place,
  attribute,
  field,
}: {
  row: Row;
  /** The row's place in the flow. */
  place: string;
  attribute: Attribute | undefined;
  field: Field | undefined;
}) {
  const { t } = useTranslation();
  const { dispatch } = useFlowForm();
  const state = useRest(`${place}/conversion`, SETTINGS);
  const { conversion } = row;
  const source = row.feed === "source" && attribute ? kindOf(attribute.type) : undefined;
  const types = conversionsFor(source, kindOf(field?.type), conversion?.type);
  const set = (next: DraftConversion | undefined) =>
    dispatch({ do: "row", key: row.key, change: { conversion: next } });
  return (
    <div className={stack}>
      <Picker
        label={t("ingress.attributes.conversion")}
        styles={whole}
        selectedKey={conversion?.type ?? AS_IS}
        onSelectionChange={(key) =>
          set(key === AS_IS ? undefined : newConversion(key as ConversionType, attribute, field))
        }
        {...state}
      >
        {[AS_IS, ...types].map((type) => (
          <PickerItem key={type} id={type}>
            {t(`ingress.conversion.${type as ConversionType | typeof AS_IS}`)}
          </PickerItem>
        ))}
      </Picker>
      {conversion && <Settings conversion={conversion} place={place} field={field} set={set} />}
    </div>
  );
}

/** What there is to set; value tables are wider and stand by themselves. */
function Settings({
  conversion,
  place,
  field,
  set,
}: {
  conversion: DraftConversion;
  place: string;
  field: Field | undefined;
  set: (next: DraftConversion) => void;
}) {
  const { t } = useTranslation();
  const maxLength = useField(`${place}/conversion/maxLength`);
  const overflow = useField(`${place}/conversion/overflow`);
  const decimals = useField(`${place}/conversion/decimals`);
  const zone = useField(`${place}/conversion/zone`);
  switch (conversion.type) {
    case "text":
      return (
        <>
          <NumberField
            label={t("ingress.text.maxLength")}
            description={
              field?.maxLength
                ? t("ingress.text.fieldTakes", { length: field.maxLength })
                : t("ingress.text.zero")
            }
            minValue={0}
            value={conversion.maxLength ?? 0}
            onChange={(length) => set({ ...conversion, maxLength: length || 0 })}
            styles={whole}
            {...maxLength}
          />
          {(conversion.maxLength ?? 0) > 0 && (
            <Picker
              label={t("ingress.text.overflow")}
              selectedKey={conversion.overflow ?? "refuse"}
              onSelectionChange={(key) =>
                set({ ...conversion, overflow: key === "truncate" ? "truncate" : "refuse" })
              }
              styles={whole}
              {...overflow}
            >
              <PickerItem id="truncate">{t("ingress.overflow.truncate")}</PickerItem>
              <PickerItem id="refuse">{t("ingress.overflow.refuse")}</PickerItem>
            </Picker>
          )}
        </>
      );
    case "number":
      return (
        <NumberField
          label={t("ingress.number.decimals")}
          description={t("ingress.number.hint")}
          minValue={0}
          maxValue={10}
          value={conversion.decimals ?? Number.NaN}
          onChange={(digits) =>
            set({ ...conversion, decimals: Number.isNaN(digits) ? null : digits })
          }
          styles={whole}
          {...decimals}
        />
      );
    case "dateTime":
      return (
        <ZonePicker
          zone={conversion.zone ?? null}
          onChange={(chosen) => set({ ...conversion, zone: chosen })}
          state={zone}
        />
      );
    default:
      return null;
  }
}
