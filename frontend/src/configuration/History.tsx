import { Badge, Button, ButtonGroup, Text } from "@react-spectrum/s2";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import HistoryIcon from "@react-spectrum/s2/icons/History";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { NoRecords, Records } from "../records/Records.tsx";
import { headline, moment, record, recordsHead, small } from "../records/styles.ts";
import { LoadFailed } from "../shell/Message.tsx";
import { sectionTitle, sheet } from "../theme/surfaces.ts";
import { authorText } from "./authorText.ts";
import { ChangeList } from "./ChangeList.tsx";
import type { useVersions } from "./queries.ts";
import type { Version } from "./types.ts";

/** So many changes are listed at once; the others on demand. */
const MOST_CHANGES = 5;

const body = style({ display: "flex", flexDirection: "column", alignItems: "start", gap: 12 });
const title = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 8 });

function Entry({
  version,
  isNewest,
  onCompare,
  onRestore,
}: {
  version: Version;
  isNewest: boolean;
  onCompare: () => void;
  onRestore: () => void;
}) {
  const { t } = useTranslation();
  const { when, dateTime, count } = useFormat();
  const [all, setAll] = useState(false);
  const { version: number, savedAt, author, note, changes } = version;
  const named = { version: number };
  const more = changes.length - MOST_CHANGES;
  return (
    <li className={record} data-version={number}>
      <div>
        {savedAt && (
          <time className={moment} dateTime={savedAt} title={dateTime(savedAt)}>
            {when(savedAt)}
          </time>
        )}
        <span className={small}>{authorText(t, author)} </span>
      </div>
      <div className={body}>
        <div className={title}>
          <h3 className={headline}>{t("configuration.version", named)}</h3>
          {isNewest && (
            <Badge variant="positive" fillStyle="subtle" size="S">
              <CheckmarkCircle />
              <Text>{t("configuration.savedNow")}</Text>
            </Badge>
          )}
          {note && <span className={small}>{note}</span>}
        </div>
        {number > 0 && <ChangeList changes={all ? changes : changes.slice(0, MOST_CHANGES)} />}
        {more > 0 && !all && (
          <Button size="S" variant="secondary" fillStyle="outline" onPress={() => setAll(true)}>
            {t("configuration.moreChanges", { count: more, formatted: count(more) })}
          </Button>
        )}
      </div>
      {!isNewest && (
        <ButtonGroup size="S" styles={style({ alignSelf: "start" })}>
          <Button
            variant="secondary"
            fillStyle="outline"
            aria-label={t("configuration.compareNamed", named)}
            onPress={onCompare}
          >
            {t("configuration.compare")}
          </Button>
          <Button
            variant="secondary"
            aria-label={t("configuration.restoreNamed", named)}
            onPress={onRestore}
          >
            {t("configuration.restore")}
          </Button>
        </ButtonGroup>
      )}
    </li>
  );
}

/** Every version, newest first: who saved it, when, why, and what it changed. */
export function History({
  pages,
  versions,
  newest,
  onCompare,
  onRestore,
}: {
  pages: ReturnType<typeof useVersions>;
  versions: Version[] | undefined;
  newest: number | undefined;
  onCompare: (version: Version) => void;
  onRestore: (version: Version) => void;
}) {
  const { t } = useTranslation();
  return (
    <section className={sheet} aria-labelledby="versions-title">
      <div className={recordsHead}>
        <h2 id="versions-title" className={sectionTitle}>
          {t("configuration.versions")}
        </h2>
      </div>
      <Records
        pages={pages}
        entries={versions}
        loading={t("configuration.loadingHistory")}
        failed={
          <LoadFailed title={t("configuration.historyFailed")} onRetry={() => void pages.refetch()}>
            {t("configuration.loadFailedHint")}
          </LoadFailed>
        }
        empty={
          <NoRecords
            icon={<HistoryIcon styles={iconStyle({ size: "L", color: "neutral" })} />}
            title={t("configuration.neverSaved")}
          >
            {t("configuration.neverSavedHint")}
          </NoRecords>
        }
      >
        {(version) => (
          <Entry
            key={version.version}
            version={version}
            isNewest={version.version === newest}
            onCompare={() => onCompare(version)}
            onRestore={() => onRestore(version)}
          />
        )}
      </Records>
    </section>
  );
}
