import { Badge, Link, Skeleton, Text } from "@react-spectrum/s2";
import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { LoadFailed } from "../shell/Message.tsx";
import { plainList } from "../theme/surfaces.ts";
import { authorText } from "./authorText.ts";
import { editorOf, historyOf } from "./places.ts";
import { useDocuments } from "./queries.ts";
import { Section } from "./Section.tsx";
import type { DocumentStatus } from "./types.ts";

const list = style({ display: "flex", flexDirection: "column", gap: 16 });
const row = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: "space-between",
  columnGap: 24,
  rowGap: 8,
});
const name = style({ font: "title-sm", color: "heading", margin: 0 });
const state = style({ font: "ui-sm", color: "neutral-subdued", margin: 0, marginTop: 2 });
const links = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 16 });

function Row({ status }: { status: DocumentStatus }) {
  const { t } = useTranslation();
  const { when } = useFormat();
  const { document, version, savedAt, author, pendingFor } = status;
  const named = { document: t(`configuration.document.${document}`) };
  const parts =
    version === 0
      ? [t("configuration.neverSaved")]
      : [t("configuration.version", { version }), savedAt && when(savedAt), authorText(t, author)];
  return (
    <li className={row} data-document={document}>
      <div>
        <h3 className={name}>{named.document}</h3>
        <p className={state}>{parts.filter(Boolean).join(" · ")}</p>
      </div>
      <div className={links}>
        {pendingFor.length > 0 && (
          <Badge variant="notice" fillStyle="subtle" size="S">
            <AlertTriangle />
            <Text>{t("action.changesPendingBadge")}</Text>
          </Badge>
        )}
        <Link
          href={editorOf(document)}
          isStandalone
          aria-label={t("configuration.editNamed", named)}
        >
          {t("configuration.edit")}
        </Link>
        <Link
          href={historyOf(document)}
          isStandalone
          aria-label={t("configuration.historyOf", named)}
        >
          {t("configuration.history")}
        </Link>
      </div>
    </li>
  );
}

/** The four documents, which version each has, and the ways to edit them and to their histories. */
export function Documents() {
  const { t } = useTranslation();
  const { data, isError, refetch } = useDocuments();
  return (
    <Section title={t("configuration.documents")} hint={t("configuration.documentsHint")}>
      {data ? (
        <ul className={`${plainList} ${list}`}>
          {data.map((status) => (
            <Row key={status.document} status={status} />
          ))}
        </ul>
      ) : isError ? (
        <LoadFailed title={t("configuration.loadFailed")} onRetry={() => void refetch()}>
          {t("configuration.loadFailedHint")}
        </LoadFailed>
      ) : (
        <div role="status" aria-label={t("configuration.loading")}>
          <Skeleton isLoading>
            <Text styles={style({ font: "title-sm" })}>Dynamics 365 to Campaign</Text>
            <Text styles={style({ font: "ui-sm" })}>Version 1, yesterday, somebody</Text>
          </Skeleton>
        </div>
      )}
    </Section>
  );
}
