import { ActionButton, Picker, PickerItem, SearchField, Text } from "@react-spectrum/s2";
import Close from "@react-spectrum/s2/icons/Close";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { DeadLetterFilter } from "../api/deadLetters.ts";
import type { DeadLetterGroup } from "../api/types.ts";
import { flowName } from "../status/names.ts";
import { reasonName, workflowNameOf } from "./words.ts";

const row = style({
  display: "grid",
  gridTemplateColumns: {
    default: ["minmax(0, 1fr)"],
    sm: ["minmax(0, 1fr)", "minmax(0, 1fr)"],
    lg: ["minmax(0, 1fr)", "minmax(0, 1fr)", "minmax(0, 1fr)", "minmax(0, 1fr)"],
  },
  columnGap: 16,
  rowGap: 12,
  alignItems: "end",
});
const whole = style({ width: "full" });

/** No id is empty, so this stands for all of them. */
const ALL = "";

type Narrowing = "workflow" | "flow" | "reasonCode";

/** The values that there are, those that the filter names included. */
function valuesOf(groups: DeadLetterGroup[], name: Narrowing, filter: DeadLetterFilter): string[] {
  const chosen = filter[name];
  const named = groups
    .filter(({ workflow }) => name === "workflow" || workflow === (filter.workflow ?? workflow))
    .map((group) => group[name]);
  return [...new Set([...named, ...(chosen === undefined ? [] : [chosen])])];
}

/** Narrows the list. A key is for this page only: it does not go into its address. */
export function Filters({
  groups,
  filter,
  onChange,
}: {
  groups: DeadLetterGroup[];
  filter: DeadLetterFilter;
  onChange: (filter: DeadLetterFilter) => void;
}) {
  const { t } = useTranslation();
  const labels = {
    workflow: (id: string) => workflowNameOf(t, id),
    flow: (id: string) => flowName(t, id),
    reasonCode: (code: string) => reasonName(t, code),
  };
  const without = (...names: (keyof DeadLetterFilter)[]) =>
    Object.fromEntries(
      Object.entries(filter).filter(([name]) => !names.includes(name as keyof DeadLetterFilter)),
    ) as DeadLetterFilter;
  const choose = (name: Narrowing, value: string) => {
    // Another workflow has other flows.
    const kept = name === "workflow" ? without("workflow", "flow") : without(name);
    onChange(value === ALL ? kept : { ...kept, [name]: value });
  };
  const picker = (name: Narrowing, label: string) => (
    <Picker
      label={label}
      styles={whole}
      items={[
        { id: ALL, text: t("deadLetters.all") },
        ...valuesOf(groups, name, filter).map((id) => ({ id, text: labels[name](id) })),
      ]}
      value={filter[name] ?? ALL}
      onChange={(value) => choose(name, String(value ?? ALL))}
    >
      {({ id, text }) => (
        <PickerItem id={id} textValue={text}>
          {text}
        </PickerItem>
      )}
    </Picker>
  );
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <search aria-label={t("deadLetters.filters")}>
      <div className={row}>
        {picker("workflow", t("deadLetters.workflow"))}
        {picker("flow", t("deadLetters.flow"))}
        {picker("reasonCode", t("deadLetters.reason"))}
        <SearchField
          key={filter.key}
          label={t("deadLetters.key")}
          placeholder={t("deadLetters.keyHint")}
          defaultValue={filter.key ?? ""}
          onSubmit={(typed) =>
            onChange(typed.trim() === "" ? without("key") : { ...filter, key: typed.trim() })
          }
          onClear={() => onChange(without("key"))}
          maxLength={512}
          autoComplete="off"
          spellCheck="false"
          styles={whole}
        />
      </div>
      {isFiltered && (
        <ActionButton
          isQuiet
          styles={style({ marginTop: 8, minWidth: "max" })}
          onPress={() => onChange({})}
        >
          <Close />
          <Text>{t("deadLetters.clearFilters")}</Text>
        </ActionButton>
      )}
    </search>
  );
}
