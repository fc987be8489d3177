import { ActionButton, Picker, PickerItem } from "@react-spectrum/s2";
import Delete from "@react-spectrum/s2/icons/Delete";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { fieldProps, sentences } from "../configuration/misfitsAt.ts";
import type { Misfit } from "../configuration/types.ts";
import { ColumnPicker } from "./ColumnPicker.tsx";
import { attributeColumn } from "./columns.ts";
import { FieldLine } from "./FieldGrid.tsx";
import { attributeOf } from "./FlowForm.ts";
import { operatorsFor } from "./model/filter.ts";
import type { Condition, Operator } from "./model/flow.ts";
import { kindOf } from "./model/kinds.ts";
import { unclaimed } from "./model/misfits.ts";
import type { Attribute, Entity } from "./model/schema.ts";
import { ScalarField } from "./ScalarField.tsx";
import { wrong } from "./styles.ts";

const whole = style({ width: "full" });
const remove = style({ marginTop: { default: 0, md: 24 } });

/** The comparisons, and the two that have no value to compare with. */
type Comparison = Operator | "isEmpty" | "isNotEmpty";

function comparisonOf({ operator, value }: Condition): Comparison {
  if (value !== null) {
    return operator;
  }
  return operator === "ne" ? "isNotEmpty" : "isEmpty";
}

/** The value a column starts with: one of its kind, so that it is compared as what it is. */
function firstValue(attribute: Attribute | undefined): Condition["value"] {
  const kind = kindOf(attribute?.type);
  if (kind === "boolean") {
    return true;
  }
  return kind === "option" && attribute?.options?.[0] ? attribute.options[0].value : "";
}

function compared(condition: Condition, comparison: Comparison, attribute?: Attribute): Condition {
  if (comparison === "isEmpty" || comparison === "isNotEmpty") {
    return { ...condition, operator: comparison === "isEmpty" ? "eq" : "ne", value: null };
  }
  const value = condition.value ?? firstValue(attribute);
  return { ...condition, operator: comparison, value };
}

/** One comparison: an attribute, mapped or not; how; and with what. */
export function FilterCondition({
  condition,
  entity,
  place,
  errors,
  onChange,
}: {
  condition: Condition;
  entity: Entity | undefined;
  /** The condition's pointer in the document. */
  place: string;
  errors: Misfit[];
  /** Null removes it. */
  onChange: (condition: Condition | null) => void;
}) {
  const { t } = useTranslation();
  const attribute = attributeOf(entity, condition.attribute);
  const kind = kindOf(attribute?.type);
  const comparison = comparisonOf(condition);
  const fitting = operatorsFor(kind);
  const used = condition.value === null || fitting.includes(condition.operator);
  const comparisons: Comparison[] = [
    ...fitting,
    ...(used ? [] : [condition.operator]),
    "isEmpty",
    "isNotEmpty",
  ];
  const rest = unclaimed(errors, place, ["attribute", "operator", "value"]);
  return (
    <div data-pointer={place} data-condition={condition.attribute}>
      <FieldLine kind="condition">
        <ColumnPicker
          label={t("ingress.filter.attribute")}
          columns={entity?.attributes}
          name={condition.attribute}
          onChange={(name, chosen) => {
            const same = kindOf(chosen?.type) === kind && kind !== "option";
            const value = same ? condition.value : firstValue(chosen);
            const operator = operatorsFor(kindOf(chosen?.type)).includes(condition.operator)
              ? condition.operator
              : "eq";
            onChange({ attribute: name, operator, value });
          }}
          state={fieldProps(errors, `${place}/attribute`)}
        />
        <Picker
          label={t("ingress.filter.operator")}
          styles={whole}
          selectedKey={comparison}
          onSelectionChange={(key) => onChange(compared(condition, key as Comparison, attribute))}
          {...fieldProps(errors, `${place}/operator`)}
        >
          {comparisons.map((one) => (
            <PickerItem key={one} id={one}>
              {t(`ingress.operator.${one}`)}
            </PickerItem>
          ))}
        </Picker>
        {condition.value !== null ? (
          <ScalarField
            label={t("ingress.filter.value")}
            column={attributeColumn(attribute)}
            value={condition.value}
            {...(kind === "dateTime" && { description: t("ingress.filter.dateTimeHint") })}
            {...(kind === "date" && { description: t("ingress.filter.dateHint") })}
            onChange={(value) => onChange({ ...condition, value: value ?? "" })}
            state={fieldProps(errors, `${place}/value`)}
          />
        ) : (
          <span />
        )}
        <ActionButton
          isQuiet
          styles={remove}
          aria-label={t("ingress.filter.remove", { name: condition.attribute })}
          onPress={() => onChange(null)}
        >
          <Delete />
        </ActionButton>
      </FieldLine>
      {rest.length > 0 && <div className={wrong}>{sentences(rest)}</div>}
    </div>
  );
}
