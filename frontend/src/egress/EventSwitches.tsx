import { Switch } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { Choice } from "../configuration/Choice.tsx";
import { Section } from "../configuration/Section.tsx";
import type { Part } from "./part.ts";

const list = style({ display: "flex", flexDirection: "column", alignItems: "start", gap: 8 });

const within = style({ marginStart: 48 });

/** The four kinds of events, each on or off; of bounces also which. */
export function EventSwitches({ content, fields }: Part) {
  const { t } = useTranslation();
  const soft = content.format.bounces.includes("soft");
  return (
    <Section title={t("egress.events")} hint={t("egress.eventsHint")}>
      <div className={list}>
        {content.flows.map(({ id, type, enabled }, index) => (
          <div key={id} className={list}>
            <Switch {...fields.flag(`/flows/${index}/enabled`)}>
              <Choice name={t(`egress.event.${type}.name`)} hint={t(`egress.event.${type}.hint`)} />
            </Switch>
            {type === "BOUNCE" && enabled && (
              <div className={within}>
                <Switch
                  isSelected={soft}
                  onChange={(on) =>
                    fields.put(
                      "/format/bounces",
                      on
                        ? [...content.format.bounces, "soft"]
                        : content.format.bounces.filter((kind) => kind !== "soft"),
                    )
                  }
                >
                  <Choice name={t("egress.softBounces")} hint={t("egress.softBouncesHint")} />
                </Switch>
              </div>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}
