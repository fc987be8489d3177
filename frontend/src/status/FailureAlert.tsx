import { Content, Heading, InlineAlert, Link } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Failure } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { failureTitle } from "./names.ts";

const cause = style({ margin: 0, overflowWrap: "anywhere" });
const remedy = style({ marginTop: 8, marginBottom: 0, overflowWrap: "anywhere" });
const label = style({ fontWeight: "bold" });

/** Why a workflow failed and what to do. The service's sentences are English in every language. */
export function FailureAlert({ failure, level = 2 }: { failure: Failure; level?: 2 | 3 }) {
  const { t } = useTranslation();
  const { when } = useFormat();
  return (
    <InlineAlert variant="negative" styles={style({ width: "full" })}>
      <Heading level={level}>
        {failureTitle(t, failure)} · {when(failure.at)}
      </Heading>
      <Content>
        <p className={cause} lang="en">
          {failure.cause}
        </p>
        <p className={remedy}>
          <span className={label}>{t("failure.remedy")}: </span>
          <span lang="en">{failure.remedy}</span>
        </p>
        {failure.code === "unusable" && (
          <p className={remedy}>
            <Link href="/connections">{t("action.toConnections")}</Link>
          </p>
        )}
      </Content>
    </InlineAlert>
  );
}
