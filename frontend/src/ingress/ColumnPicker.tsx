import { ComboBox, ComboBoxItem, Text, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Attribute, Field } from "./model/schema.ts";
import { columnText, typeText } from "./names.tsx";

const whole = style({ width: "full" });
const MENU_WIDTH = 400;

/** What `fieldProps` gives. */
export interface FieldState {
  "data-pointer"?: string;
  isInvalid?: boolean;
  errorMessage?: ReactNode;
}

/**
 * Chooses a column, found by its label or its logical name. A name that is not among the columns is
 * kept and shown; where no columns are known, the name is typed.
 */
export function ColumnPicker<C extends Attribute | Field>({
  label,
  description,
  columns,
  name,
  onChange,
  state = {},
  autoFocus = false,
}: {
  label: string;
  description?: string;
  /** Undefined while they are not known. */
  columns: C[] | undefined;
  name: string;
  onChange: (name: string, column: C | undefined) => void;
  state?: FieldState;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const common = { label, styles: whole, autoFocus, ...(description && { description }), ...state };
  if (!columns) {
    return (
      <TextField
        {...common}
        value={name}
        onChange={(typed) => onChange(typed.trim(), undefined)}
        autoComplete="off"
        spellCheck="false"
      />
    );
  }
  const known = columns.some((column) => column.name === name);
  const unknown = { name, label: name, type: "" } as C;
  const items = name === "" || known ? columns : [unknown, ...columns];
  return (
    <ComboBox
      {...common}
      defaultItems={items}
      menuWidth={MENU_WIDTH}
      selectedKey={name === "" ? null : name}
      onSelectionChange={(key) => {
        const chosen = items.find((column) => column.name === key);
        if ((chosen?.name ?? "") !== name) {
          onChange(chosen?.name ?? "", chosen === unknown ? undefined : chosen);
        }
      }}
    >
      {(column) => (
        <ComboBoxItem id={column.name} textValue={columnText(column)}>
          <Text slot="label">{column.label || column.name}</Text>
          <Text slot="description">
            {[column.name, column === unknown ? t("ingress.unknownColumn") : typeText(t, column)]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </ComboBoxItem>
      )}
    </ComboBox>
  );
}
