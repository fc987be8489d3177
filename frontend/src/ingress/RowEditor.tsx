import { Button, SegmentedControl, SegmentedControlItem, TextArea } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { sentences } from "../configuration/misfitsAt.ts";
import { ColumnPicker } from "./ColumnPicker.tsx";
import { ConversionFields } from "./ConversionFields.tsx";
import { fieldColumn } from "./columns.ts";
import { FieldGrid } from "./FieldGrid.tsx";
import { useField, useFlowForm } from "./FlowForm.ts";
import { FEEDS, type Feed, type Row } from "./model/draft.ts";
import { kindOf } from "./model/kinds.ts";
import { unclaimed } from "./model/misfits.ts";
import type { Attribute, Field } from "./model/schema.ts";
import { ScalarField } from "./ScalarField.tsx";
import { end, wrong } from "./styles.ts";
import { ValueTableFields } from "./ValueTableFields.tsx";

const stack = style({ display: "flex", flexDirection: "column", gap: 16 });
const whole = style({ width: "full" });
const CLAIMED = ["source", "target", "constant", "expression", "conversion", "empty"];

interface Props {
  row: Row;
  /** The row's place in the flow. */
  place: string;
  attribute: Attribute | undefined;
  field: Field | undefined;
}

/** Everything of one attribute mapping, to be changed. */
export function RowEditor({
  row,
  place: pointer,
  attribute,
  field,
}: {
  row: Row;
  /** The row's pointer in the document. */
  place: string;
  attribute: Attribute | undefined;
  field: Field | undefined;
}) {
  const { t } = useTranslation();
  const form = useFlowForm();
  const place = pointer.slice(form.pointer.length);
  const props = { row, place, attribute, field };
  const rest = unclaimed(form.errors, pointer, CLAIMED);
  const { conversion } = row;
  const box = useRef<HTMLDivElement>(null);
  const isNew = row.source === "" && row.target === "";
  useEffect(() => {
    // A scroll while somebody types would close the list of columns again.
    if (isNew) {
      box.current?.scrollIntoView?.({ block: "center" });
    }
  }, [isNew]);
  return (
    <div ref={box} className={stack} data-editor={row.target}>
      {rest.length > 0 && <div className={wrong}>{sentences(rest)}</div>}
      <FieldGrid>
        <div className={stack}>
          <FeedChoice row={row} />
          <FeedFields {...props} />
        </div>
        {row.feed !== "constant" && <ConversionFields {...props} />}
        <TargetFields {...props} />
      </FieldGrid>
      {row.feed !== "constant" && conversion?.type === "valueTable" && (
        <ValueTableFields
          table={conversion}
          place={`${place}/conversion`}
          attribute={row.feed === "source" ? attribute : undefined}
          field={field}
          onChange={(table) =>
            form.dispatch({ do: "row", key: row.key, change: { conversion: table } })
          }
        />
      )}
      <div className={end}>
        <Button
          size="S"
          variant="secondary"
          onPress={() => form.dispatch({ do: "open", key: null })}
        >
          {t("ingress.attributes.done")}
        </Button>
      </div>
    </div>
  );
}

function FeedChoice({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { dispatch } = useFlowForm();
  return (
    <SegmentedControl
      aria-label={t("ingress.attributes.feed")}
      isJustified
      styles={whole}
      selectedKey={row.feed}
      onSelectionChange={(key) =>
        dispatch({ do: "row", key: row.key, change: { feed: key as Feed } })
      }
    >
      {FEEDS.map((feed) => (
        <SegmentedControlItem key={feed} id={feed}>
          {t(`ingress.feed.${feed}`)}
        </SegmentedControlItem>
      ))}
    </SegmentedControl>
  );
}

function FeedFields({ row, place, field }: Props) {
  const { t } = useTranslation();
  const { entity, dispatch } = useFlowForm();
  const state = useField(`${place}/${row.feed}`);
  switch (row.feed) {
    case "source":
      return (
        <ColumnPicker
          label={t("ingress.attributes.source")}
          columns={entity?.attributes}
          name={row.source}
          autoFocus={row.source === ""}
          onChange={(name, source) =>
            dispatch(
              source
                ? { do: "pair", key: row.key, source, ...(field && { target: field }) }
                : { do: "row", key: row.key, change: { source: name } },
            )
          }
          state={state}
        />
      );
    case "constant":
      return (
        <ScalarField
          label={t("ingress.feed.constant")}
          description={t("ingress.constantHint")}
          column={fieldColumn(field)}
          value={row.constant}
          onChange={(value) =>
            dispatch({ do: "row", key: row.key, change: { constant: value ?? "" } })
          }
          state={state}
        />
      );
    case "expression":
      return (
        <TextArea
          label={t("ingress.feed.expression")}
          description={t("ingress.expressionHint")}
          value={row.expression}
          onChange={(expression) => dispatch({ do: "row", key: row.key, change: { expression } })}
          spellCheck="false"
          styles={whole}
          {...state}
        />
      );
  }
}

const NOT_FOR_VALUES = ["link", "collection"];

function TargetFields({ row, place, attribute, field }: Props) {
  const { t } = useTranslation();
  const { resource, used, dispatch } = useFlowForm();
  const state = useField(`${place}/target`);
  const emptyState = useField(`${place}/empty`);
  const free = resource?.fields.filter(
    ({ name, type, readOnly }) =>
      name === row.target ||
      (!used.has(name) && !readOnly && !NOT_FOR_VALUES.includes(type.toLowerCase())),
  );
  return (
    <div className={stack}>
      <ColumnPicker
        label={t("ingress.attributes.target")}
        columns={free}
        name={row.target}
        onChange={(name, target) =>
          dispatch(
            target && attribute && row.feed === "source"
              ? { do: "pair", key: row.key, source: attribute, target }
              : { do: "row", key: row.key, change: { target: name } },
          )
        }
        state={state}
      />
      {row.feed !== "constant" && kindOf(field?.type) !== "lookup" && (
        <ScalarField
          label={t("ingress.empty")}
          column={fieldColumn(field)}
          value={row.empty}
          isOptional
          none={t("ingress.emptied")}
          description={t("ingress.emptyHint")}
          onChange={(empty) => dispatch({ do: "row", key: row.key, change: { empty } })}
          state={emptyState}
        />
      )}
    </div>
  );
}
