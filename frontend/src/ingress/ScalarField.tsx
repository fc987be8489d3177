import { NumberField, Picker, PickerItem, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { FieldState } from "./ColumnPicker.tsx";
import type { Scalar } from "./model/flow.ts";
import { type Kind, kindOf } from "./model/kinds.ts";

const whole = style({ width: "full" });
const NONE = "";

/** What decides how a value is entered. */
export interface ValueColumn {
  type: string;
  /** The values to choose from, as they are stored and as people call them. */
  choices?: { id: string; label: string }[];
}

function choicesOf(column: ValueColumn | undefined, yes: string, no: string) {
  if (column?.choices && column.choices.length > 0) {
    return column.choices;
  }
  return kindOf(column?.type) === "boolean"
    ? [
        { id: "true", label: yes },
        { id: "false", label: no },
      ]
    : undefined;
}

/** What was chosen, in the type that the column stores. */
function typed(text: string, kind: Kind): Scalar {
  if (kind === "boolean" && (text === "true" || text === "false")) {
    return text === "true";
  }
  const number = Number(text);
  return kind === "number" && text.trim() !== "" && !Number.isNaN(number) ? number : text;
}

/**
 * A value of a column: chosen where the column has a list of values, typed otherwise. Null is no
 * value, where that may be.
 */
export function ScalarField({
  label,
  description,
  column,
  value,
  onChange,
  isOptional = false,
  none,
  asText = false,
  state = {},
}: {
  label: string;
  description?: string;
  column: ValueColumn | undefined;
  value: Scalar | null;
  onChange: (value: Scalar | null) => void;
  isOptional?: boolean;
  /** What no value is called in a list. */
  none?: string;
  /** Whether also numbers and yes/no are kept as texts. */
  asText?: boolean;
  state?: FieldState;
}) {
  const { t } = useTranslation();
  const kind = kindOf(column?.type);
  const common = { label, styles: whole, ...(description && { description }), ...state };
  const choices = choicesOf(column, t("ingress.yes"), t("ingress.no"));
  const take = (text: string) => {
    if (text === NONE && isOptional) {
      onChange(null);
    } else {
      onChange(asText ? text : typed(text, choices && kind === "option" ? numeric(choices) : kind));
    }
  };
  const shown = value === null ? NONE : String(value);
  if (choices) {
    const known = shown === NONE || choices.some(({ id }) => id === shown);
    const items = [
      ...(isOptional ? [{ id: NONE, label: none ?? t("ingress.nothing") }] : []),
      ...choices,
      ...(known ? [] : [{ id: shown, label: shown }]),
    ];
    return (
      <Picker
        {...common}
        items={items}
        placeholder={t("ingress.choose")}
        selectedKey={shown === NONE && !isOptional ? null : shown}
        onSelectionChange={(key) => take(String(key))}
      >
        {(item) => (
          <PickerItem id={item.id} textValue={item.label}>
            {item.label}
          </PickerItem>
        )}
      </Picker>
    );
  }
  if (kind === "number" && !asText) {
    return (
      <NumberField
        {...common}
        value={typeof value === "number" ? value : Number.NaN}
        onChange={(number) => onChange(Number.isNaN(number) ? (isOptional ? null : "") : number)}
        formatOptions={{ useGrouping: false, maximumFractionDigits: 10 }}
        hideStepper
      />
    );
  }
  return (
    <TextField {...common} value={shown} onChange={take} autoComplete="off" spellCheck="false" />
  );
}

/** Option columns of Dynamics store numbers, enumerations of Campaign store names. */
function numeric(choices: { id: string }[]): Kind {
  return choices.every(({ id }) => /^-?\d+$/.test(id)) ? "number" : "text";
}
