import { TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { misfitsWithin } from "../configuration/misfitsAt.ts";
import { Advanced, Grid, Section } from "../configuration/Section.tsx";
import type { Part } from "./part.ts";
import { ACTIVITY_COLUMNS } from "./types.ts";

const full = style({ width: "full" });
const list = style({ display: "flex", flexDirection: "column", gap: 8 });

/** The activity table of each kind of event, and its columns. */
export function Timeline({ content, fields, errors }: Part) {
  const { t } = useTranslation();
  return (
    <Section title={t("egress.timeline")} hint={t("egress.timelineHint")}>
      <div className={list}>
        {content.flows.map(({ id, type, activity }, index) => (
          <Advanced
            key={id}
            title={`${t(`egress.event.${type}.name`)}: ${activity.table}`}
            isInvalid={misfitsWithin(errors, `/flows/${index}/activity`).length > 0}
          >
            <Grid>
              <TextField
                label={t("egress.table")}
                description={t("egress.tableHint")}
                styles={full}
                {...fields.text(`/flows/${index}/activity/table`)}
              />
              {ACTIVITY_COLUMNS.map((column) => (
                <TextField
                  key={column}
                  label={t(`egress.column.${column}`)}
                  description={column === "date" ? "" : t("egress.columnHint")}
                  styles={full}
                  {...fields.text(`/flows/${index}/activity/${column}`)}
                />
              ))}
            </Grid>
          </Advanced>
        ))}
      </div>
    </Section>
  );
}
