import { Button, Content, Heading, InlineAlert } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { plainList } from "../theme/surfaces.ts";
import { focusField, misfitsWithin } from "./misfitsAt.ts";
import type { Misfit } from "./types.ts";

const list = style({ display: "flex", flexDirection: "column", gap: 12 });
const entry = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: "space-between",
  columnGap: 16,
  rowGap: 4,
});
const words = style({ overflowWrap: "anywhere", minWidth: 0 });
const remedy = style({ color: "neutral-subdued" });

/**
 * The misfits at a place of a document and below it; nothing when there are none. Each leads to its
 * field where the page has one (see `fieldProps`).
 */
export function Misfits({
  errors,
  pointer = "",
  variant = "negative",
  level = 2,
  leads = true,
}: {
  errors: Misfit[];
  pointer?: string;
  variant?: "negative" | "notice";
  level?: 2 | 3;
  /** Whether the fields are on the page. */
  leads?: boolean;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const shown = misfitsWithin(errors, pointer);
  if (shown.length === 0) {
    return null;
  }
  const numbers = { count: shown.length, formatted: count(shown.length) };
  return (
    <InlineAlert variant={variant} styles={style({ width: "full" })}>
      <Heading level={level}>
        {variant === "negative"
          ? t("configuration.errors", numbers)
          : t("configuration.warnings", numbers)}
      </Heading>
      <Content>
        <ul className={`${plainList} ${list}`}>
          {shown.map((misfit) => (
            <li key={`${misfit.pointer} ${misfit.message}`} className={entry}>
              <span className={words}>
                {misfit.line !== undefined && (
                  <strong>{t("configuration.line", { line: misfit.line })} </strong>
                )}
                <span lang="en">
                  {misfit.message} <span className={remedy}>{misfit.remedy}</span>
                </span>
              </span>
              {leads && (
                <Button
                  size="S"
                  variant="secondary"
                  fillStyle="outline"
                  onPress={() => focusField(misfit.pointer)}
                >
                  {t("configuration.toField")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Content>
    </InlineAlert>
  );
}
