import { Radio, RadioGroup, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { Choice } from "../configuration/Choice.tsx";
import { Grid, Section } from "../configuration/Section.tsx";
import type { Part } from "./part.ts";

const full = style({ width: "full" });

/** Where Campaign's logs come from. */
export function LogSource({ content, fields }: Part) {
  const { t } = useTranslation();
  const { value, onChange, ...source } = fields.choice("/source");
  return (
    <Section title={t("egress.source")} hint={t("egress.sourceHint")}>
      <RadioGroup aria-label={t("egress.source")} value={value} onChange={onChange} {...source}>
        {(["SFTP", "REST"] as const).map((one) => (
          <Radio key={one} value={one}>
            <Choice name={t(`egress.sources.${one}.name`)} hint={t(`egress.sources.${one}.hint`)} />
          </Radio>
        ))}
      </RadioGroup>
      <Grid>
        {content.source === "SFTP" ? (
          <>
            <TextField
              label={t("egress.directory")}
              description={t("egress.directoryHint")}
              styles={full}
              {...fields.text("/files/directory")}
            />
            <TextField
              label={t("egress.archive")}
              description={t("egress.archiveHint")}
              styles={full}
              {...fields.text("/files/archive")}
            />
          </>
        ) : (
          <>
            <TextField
              label={t("egress.filter")}
              description={t("egress.filterHint")}
              styles={full}
              {...fields.text("/rest/filter")}
            />
            <TextField
              label={t("egress.parameter")}
              description={t("egress.parameterHint")}
              styles={full}
              {...fields.text("/rest/parameter")}
            />
          </>
        )}
        {content.flows.map(({ id, type }, index) => {
          const place = content.source === "SFTP" ? "files" : "resource";
          return (
            <TextField
              key={id}
              label={t(`egress.${place}Of`, { event: t(`egress.event.${type}.name`) })}
              styles={full}
              {...fields.text(`/flows/${index}/${place}`)}
            />
          );
        })}
      </Grid>
    </Section>
  );
}
