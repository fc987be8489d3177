import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { misfitsWithin } from "../configuration/misfitsAt.ts";
import { Advanced, Section } from "../configuration/Section.tsx";
import { ActivityFields } from "./ActivityFields.tsx";
import type { Part } from "./part.ts";

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
            <ActivityFields
              table={activity.table}
              fields={fields}
              pointer={`/flows/${index}/activity`}
            />
          </Advanced>
        ))}
      </div>
    </Section>
  );
}
