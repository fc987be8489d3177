import { NumberField, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Fields } from "../../configuration/fields.ts";
import { misfitsWithin } from "../../configuration/misfitsAt.ts";
import { Advanced, Grid } from "../../configuration/Section.tsx";
import type { Misfit } from "../../configuration/types.ts";
import { sheet } from "../../theme/surfaces.ts";
import type { Consent } from "./types.ts";

const full = style({ width: "full" });
const body = style({ padding: { default: 8, md: 16 } });

const NUMBERS = [
  { name: "pageSize", max: 5_000 },
  { name: "pollSeconds", max: 3_600 },
  { name: "overlapSeconds", max: 3_600 },
  { name: "skewSeconds", max: 3_600 },
] as const;

const TABLES = ["entity", "key", "resource", "targetKey"] as const;
const FILTERS = ["lookupFilter", "lookupParameter", "modifiedFilter", "modifiedParameter"] as const;

/** Where opt-outs come by file. */
function Files({ fields }: { fields: Fields }) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t("egress.directory")}
        description={t("egress.directoryHint")}
        styles={full}
        {...fields.text("/export/directory")}
      />
      <TextField
        label={t("egress.archive")}
        description={t("egress.archiveHint")}
        styles={full}
        {...fields.text("/export/archive")}
      />
      <TextField
        label={t("consentEditor.exportGlob")}
        description={t("consentEditor.exportGlobHint")}
        styles={full}
        {...fields.text("/exportGlob")}
      />
      {(["pollSeconds", "settledSeconds", "truncatedSeconds"] as const).map((name) => (
        <NumberField
          key={name}
          label={t(`consentEditor.fileNumber.${name}`)}
          description={t(`egress.numberHint.${name}`)}
          minValue={1}
          styles={full}
          {...fields.number(`/export/${name}`)}
        />
      ))}
    </>
  );
}

/** Tables, keys, filters, times. */
export function AdvancedConsent({
  content,
  fields,
  errors,
}: {
  content: Consent;
  fields: Fields;
  errors: Misfit[];
}) {
  const { t } = useTranslation();
  const places = [
    ...NUMBERS.map(({ name }) => name),
    ...TABLES,
    ...FILTERS,
    "export",
    "exportGlob",
  ];
  return (
    <div className={`${sheet} ${body}`}>
      <Advanced isInvalid={places.some((place) => misfitsWithin(errors, `/${place}`).length > 0)}>
        <Grid>
          {content.source !== "sftp" &&
            FILTERS.map((name) => (
              <TextField
                key={name}
                label={t(`consentEditor.filter.${name}`)}
                styles={full}
                {...fields.text(`/${name}`)}
              />
            ))}
          {content.source !== "rest" && <Files fields={fields} />}
          {NUMBERS.map(({ name, max }) => (
            <NumberField
              key={name}
              label={t(`consentEditor.number.${name}`)}
              description={t(`consentEditor.numberHint.${name}`)}
              minValue={0}
              maxValue={max}
              styles={full}
              {...fields.number(`/${name}`)}
            />
          ))}
          {TABLES.map((name) => (
            <TextField
              key={name}
              label={t(`consentEditor.table.${name}`)}
              styles={full}
              {...fields.text(`/${name}`)}
            />
          ))}
        </Grid>
      </Advanced>
    </div>
  );
}
