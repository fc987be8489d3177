import { TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { misfitsWithin } from "../configuration/misfitsAt.ts";
import { Advanced, Grid, Section } from "../configuration/Section.tsx";
import { WordsField } from "../configuration/WordsField.tsx";
import type { Part } from "./part.ts";
import { LOG_FIELDS, LOG_WORDS } from "./types.ts";

const full = style({ width: "full" });
const list = style({ display: "flex", flexDirection: "column", gap: 8 });

/** What the export files' columns are called, and the words in them. */
export function ExportColumns({ fields, errors }: Part) {
  const { t } = useTranslation();
  const isWrong = (place: string) => misfitsWithin(errors, place).length > 0;
  const words = LOG_WORDS.filter((name) => name !== "bounces");
  return (
    <Section title={t("egress.export")} hint={t("egress.exportHint")}>
      <div className={list}>
        <Advanced title={t("egress.columns")} isInvalid={isWrong("/format/columns")}>
          <Grid>
            {Object.entries(LOG_FIELDS).map(([field, usual]) => (
              <TextField
                key={field}
                label={t(`egress.logField.${field as keyof typeof LOG_FIELDS}`)}
                placeholder={usual}
                styles={full}
                {...fields.optionalText(`/format/columns/${field}`)}
              />
            ))}
          </Grid>
        </Advanced>
        <Advanced
          title={t("egress.words")}
          isInvalid={["timestamp", ...words].some((name) => isWrong(`/format/${name}`))}
        >
          <Grid>
            <TextField
              label={t("egress.timestamp")}
              description={t("egress.timestampHint")}
              styles={full}
              {...fields.text("/format/timestamp")}
            />
            {words.map((name) => (
              <WordsField
                key={name}
                label={t(`egress.word.${name}`)}
                styles={full}
                {...fields.words(`/format/${name}`)}
              />
            ))}
          </Grid>
        </Advanced>
      </div>
    </Section>
  );
}
