import { TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useEntity } from "../api/mappings.ts";
import type { Fields } from "../configuration/fields.ts";
import { Grid } from "../configuration/Section.tsx";
import { ColumnPicker } from "../ingress/ColumnPicker.tsx";
import { ACTIVITY_COLUMNS } from "./types.ts";

const full = style({ width: "full" });

/** The table of one kind of event and its columns, to choose from where Dynamics can be asked. */
export function ActivityFields({
  table,
  fields,
  pointer,
}: {
  table: string;
  fields: Fields;
  pointer: string;
}) {
  const { t } = useTranslation();
  const { data } = useEntity(table === "" ? undefined : table);
  return (
    <Grid>
      <TextField
        label={t("egress.table")}
        description={t("egress.tableHint")}
        styles={full}
        {...fields.text(`${pointer}/table`)}
      />
      {ACTIVITY_COLUMNS.map((column) => {
        const place = `${pointer}/${column}`;
        return (
          <ColumnPicker
            key={column}
            label={t(`egress.column.${column}`)}
            {...(column !== "date" && { description: t("egress.columnHint") })}
            columns={data?.attributes}
            name={String(fields.at(place) ?? "")}
            onChange={(name) => fields.put(place, name)}
            state={fields.state(place)}
          />
        );
      })}
    </Grid>
  );
}
