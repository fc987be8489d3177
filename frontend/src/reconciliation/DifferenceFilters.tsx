import { ActionButton, Picker, PickerItem, Text } from "@react-spectrum/s2";
import Close from "@react-spectrum/s2/icons/Close";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { DIFFERENCE_STATES, type DifferenceFilter, KINDS } from "../api/reconciliations.ts";
import { kindName, stateName } from "./words.ts";

const row = style({
  display: "grid",
  gridTemplateColumns: {
    default: ["minmax(0, 1fr)"],
    sm: ["minmax(0, 1fr)", "minmax(0, 1fr)", "minmax(0, 1fr)"],
  },
  columnGap: 16,
  rowGap: 12,
  maxWidth: 800,
});
const whole = style({ width: "full" });

/** No id is empty, so this stands for all of them. */
const ALL = "";

/** Narrows the list of differences. */
export function DifferenceFilters({
  fields,
  filter,
  onChange,
}: {
  /** The fields in which something differs. */
  fields: string[];
  filter: DifferenceFilter;
  onChange: (filter: DifferenceFilter) => void;
}) {
  const { t } = useTranslation();
  const picker = (
    name: keyof DifferenceFilter,
    values: readonly string[],
    text: (value: string) => string,
  ) => {
    const chosen = filter[name];
    const offered = chosen === undefined || values.includes(chosen) ? values : [...values, chosen];
    const { [name]: _, ...others } = filter;
    return (
      <Picker
        label={t(`reconciliations.differences.${name}`)}
        styles={whole}
        items={[
          { id: ALL, label: t("reconciliations.differences.all") },
          ...offered.map((id) => ({ id, label: text(id) })),
        ]}
        value={chosen ?? ALL}
        onChange={(value) =>
          onChange(value === null || value === ALL ? others : { ...others, [name]: String(value) })
        }
      >
        {({ id, label }) => (
          <PickerItem id={id} textValue={label}>
            {label}
          </PickerItem>
        )}
      </Picker>
    );
  };
  return (
    <search aria-label={t("reconciliations.differences.filters")}>
      <div className={row}>
        {picker("kind", KINDS, (kind) => kindName(t, kind))}
        {picker("field", fields, (field) => field)}
        {picker("state", DIFFERENCE_STATES, (state) => stateName(t, state))}
      </div>
      {Object.keys(filter).length > 0 && (
        <ActionButton
          isQuiet
          styles={style({ marginTop: 8, minWidth: "max" })}
          onPress={() => onChange({})}
        >
          <Close />
          <Text>{t("reconciliations.differences.clearFilters")}</Text>
        </ActionButton>
      )}
    </search>
  );
}
