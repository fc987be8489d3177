import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NotFound, usePageTitle } from "../shell/Message.tsx";
import { Compare, type Comparison } from "./Compare.tsx";
import { DocumentHead } from "./DocumentHead.tsx";
import { History } from "./History.tsx";
import { editorOf } from "./places.ts";
import { useSavedDocument, useVersions } from "./queries.ts";
import { RestoreDialog } from "./RestoreDialog.tsx";
import { DOCUMENTS, type DocumentName, type Version, type VersionPage } from "./types.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });

function Loaded({ document }: { document: DocumentName }) {
  const { t } = useTranslation();
  const title = t("configuration.historyOf", { document: t(`configuration.document.${document}`) });
  usePageTitle(title);
  const pages = useVersions(document);
  const { data: saved } = useSavedDocument(document);
  const versions = historyIn(pages.data?.pages, pages.hasNextPage);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [restoring, setRestoring] = useState<Version | null>(null);
  const compare = useRef<HTMLDivElement>(null);
  const shown = comparison ?? firstComparison(versions);
  return (
    <div className={stack}>
      <DocumentHead
        title={title}
        subtitle={t("configuration.historyHint")}
        backTo={{
          href: editorOf(document),
          label: t(`configuration.document.${document}`),
        }}
      />
      {versions && versions.length > 0 && (
        <div ref={compare} tabIndex={-1} className={style({ outlineStyle: "none" })}>
          <Compare
            document={document}
            versions={versions}
            comparison={shown}
            onChange={setComparison}
          />
        </div>
      )}
      <History
        pages={pages}
        versions={versions}
        newest={saved?.version}
        onCompare={({ version }) => {
          setComparison({ from: version, to: "saved" });
          compare.current?.scrollIntoView({ block: "center" });
          compare.current?.focus({ preventScroll: true });
        }}
        onRestore={setRestoring}
      />
      <RestoreDialog
        document={document}
        version={restoring}
        over={saved?.version}
        onDone={() => setRestoring(null)}
      />
    </div>
  );
}

/** What the service ships with; it is in no list of what was saved. */
const BUILT_IN: Version = {
  version: 0,
  savedAt: null,
  author: "tidegate",
  note: null,
  changes: [],
};

/** The versions that were read; below the first save, what was there before. */
function historyIn(pages: VersionPage[] | undefined, hasMore: boolean): Version[] | undefined {
  const versions = pages?.flatMap((page) => page.versions);
  return versions && versions.length > 0 && !hasMore && !versions.some(isBuiltIn)
    ? [...versions, BUILT_IN]
    : versions;
}

const isBuiltIn = ({ version }: Version) => version === 0;

/** What the last save changed. */
function firstComparison(versions: Version[] | undefined): Comparison {
  return { from: versions?.[1]?.version ?? 0, to: "saved" };
}

/** The history of one document: what every version changed, two of them compared, one restored. */
export function VersionsPage({ document: name }: { document: string }) {
  const { t } = useTranslation();
  const document = DOCUMENTS.find((one) => one === name);
  return document ? (
    <Loaded key={document} document={document} />
  ) : (
    <NotFound title={t("error.notFoundTitle")} />
  );
}
