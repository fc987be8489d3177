import { Content, Heading, InlineAlert } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { plainList } from "../theme/surfaces.ts";
import type { Misfit } from "./types.ts";

const list = style({ display: "flex", flexDirection: "column", gap: 16 });
const words = style({ margin: 0, overflowWrap: "anywhere" });
const code = style({
  font: "code-sm",
  color: "neutral",
  backgroundColor: "gray-100",
  borderRadius: "default",
  marginX: 0,
  marginTop: 4,
  marginBottom: 0,
  paddingX: 8,
  paddingY: 4,
  whiteSpace: "pre-wrap",
  overflowWrap: "anywhere",
});

/** As much of a line as helps to find it. */
const MOST_CHARACTERS = 200;

function Place({ misfit, lines }: { misfit: Misfit; lines: string[] }) {
  const { t } = useTranslation();
  const { line, column, pointer, message, remedy } = misfit;
  const text = line === undefined ? undefined : lines[line - 1]?.slice(0, MOST_CHARACTERS);
  return (
    <li>
      <p className={words}>
        <strong>
          {line === undefined
            ? pointer
            : column === undefined
              ? t("configuration.line", { line })
              : t("configuration.lineColumn", { line, column })}
        </strong>{" "}
        <span lang="en">
          {message} {remedy}
        </span>
      </p>
      {text && <pre className={code}>{text}</pre>}
    </li>
  );
}

/** What is wrong with an imported file, each with its line. Nothing of it was applied. */
export function FileErrors({ errors, text }: { errors: Misfit[]; text: string }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const lines = text.split(/\r\n|\r|\n/);
  return (
    <InlineAlert variant="negative" styles={style({ width: "full" })}>
      <Heading level={3}>
        {t("configuration.file.errors", { count: errors.length, formatted: count(errors.length) })}
      </Heading>
      <Content>
        <ul className={`${plainList} ${list}`}>
          {errors.map((misfit) => (
            <Place
              key={`${misfit.pointer} ${misfit.line} ${misfit.message}`}
              misfit={misfit}
              lines={lines}
            />
          ))}
        </ul>
      </Content>
    </InlineAlert>
  );
}
