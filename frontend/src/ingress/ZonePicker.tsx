import { ComboBox, ComboBoxItem } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { FieldState } from "./ColumnPicker.tsx";

const whole = style({ width: "full" });
const UTC = "UTC";
const ZONES = [UTC, ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== UTC)];

/** An IANA time zone; null for UTC. */
export function ZonePicker({
  zone,
  onChange,
  state,
}: {
  zone: string | null;
  onChange: (zone: string | null) => void;
  state: FieldState;
}) {
  const { t } = useTranslation();
  const zones = zone === null || ZONES.includes(zone) ? ZONES : [zone, ...ZONES];
  return (
    <ComboBox
      label={t("ingress.dateTime.zone")}
      description={t("ingress.dateTime.hint")}
      defaultItems={zones.map((name) => ({ name }))}
      selectedKey={zone ?? UTC}
      onSelectionChange={(key) => {
        // Emptied in order to search: nothing is chosen yet.
        if (key !== null) {
          onChange(key === UTC ? null : String(key));
        }
      }}
      styles={whole}
      {...state}
    >
      {({ name }) => <ComboBoxItem id={name}>{name}</ComboBoxItem>}
    </ComboBox>
  );
}
