import { NumberField, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { misfitsWithin } from "../configuration/misfitsAt.ts";
import { Advanced, Grid } from "../configuration/Section.tsx";
import { sheet } from "../theme/surfaces.ts";
import type { Part } from "./part.ts";

const full = style({ width: "full" });
const body = style({ padding: { default: 8, md: 16 } });

const NUMBERS = {
  SFTP: [
    { place: "/files/pollSeconds", name: "pollSeconds", max: 86_400 },
    { place: "/files/settledSeconds", name: "settledSeconds", max: 86_400 },
    { place: "/files/truncatedSeconds", name: "truncatedSeconds", max: 604_800 },
    { place: "/files/pageBytes", name: "pageBytes", max: 1 << 26 },
  ],
  REST: [
    { place: "/rest/pollSeconds", name: "pollSeconds", max: 86_400 },
    { place: "/rest/overlapSeconds", name: "overlapSeconds", max: 86_400 },
    { place: "/rest/pageRows", name: "pageRows", max: 10_000 },
  ],
  both: [
    { place: "/batchSize", name: "batchSize", max: 1_000 },
    { place: "/contactWaitSeconds", name: "contactWaitSeconds", max: 365 * 86_400 },
  ],
} as const;

/** Times, sizes and how files are written. */
export function AdvancedEgress({ content, fields, errors }: Part) {
  const { t } = useTranslation();
  const numbers = [...NUMBERS[content.source], ...NUMBERS.both];
  const places = [...numbers.map(({ place }) => place), "/files/delimiter", "/files/charset"];
  return (
    <div className={`${sheet} ${body}`}>
      <Advanced isInvalid={places.some((place) => misfitsWithin(errors, place).length > 0)}>
        <Grid>
          {numbers.map(({ place, name, max }) => (
            <NumberField
              key={place}
              label={t(`egress.number.${name}`)}
              description={t(`egress.numberHint.${name}`)}
              minValue={0}
              maxValue={max}
              styles={full}
              {...fields.number(place)}
            />
          ))}
          {content.source === "SFTP" && (
            <>
              <TextField
                label={t("egress.delimiter")}
                maxLength={1}
                styles={full}
                {...fields.text("/files/delimiter")}
              />
              <TextField
                label={t("egress.charset")}
                description={t("egress.charsetHint")}
                styles={full}
                {...fields.text("/files/charset")}
              />
            </>
          )}
          <TextField
            label={t("egress.contactTable")}
            description={t("egress.contactTableHint")}
            styles={full}
            {...fields.text("/contactTable")}
          />
        </Grid>
      </Advanced>
    </div>
  );
}
