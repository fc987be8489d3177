import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type DeadLetterFilter, useDeadLetterGroups } from "../api/deadLetters.ts";
import { useKnownWorkflows } from "../api/workflows.ts";
import { recordsHead } from "../records/styles.ts";
import { usePageTitle } from "../shell/Message.tsx";
import { pageSubtitle, pageTitle, sectionTitle, sheet } from "../theme/surfaces.ts";
import { ActDialog, type Asked } from "./ActDialog.tsx";
import { Filters } from "./Filters.tsx";
import { Groups } from "./Groups.tsx";
import { LetterList } from "./LetterList.tsx";
import { failedOf, lettersHref } from "./words.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });
const filters = style({ paddingX: { default: 16, md: 24 }, paddingBottom: 16 });

/** What was refused for good: by reason, one by one, and what is to become of it. */
export function DeadLettersPage({ address }: { address: DeadLetterFilter }) {
  const { t } = useTranslation();
  usePageTitle(t("deadLetters.title"));
  const navigate = useNavigate();
  const failed = useKnownWorkflows(failedOf({})) ?? 0;
  const { data } = useDeadLetterGroups(failed);
  const [key, setKey] = useState<string | undefined>();
  const [asked, setAsked] = useState<Asked | null>(null);
  const list = useRef<HTMLElement>(null);
  const groups = data?.groups ?? [];
  const filter: DeadLetterFilter = { ...address, ...(key !== undefined && { key }) };

  const narrow = (to: DeadLetterFilter) => {
    setKey(to.key);
    void navigate({ href: lettersHref(to), replace: true });
  };
  return (
    <div className={stack}>
      <div>
        <h1 className={pageTitle}>{t("deadLetters.title")}</h1>
        <p className={pageSubtitle}>{t("deadLetters.subtitle")}</p>
      </div>
      {groups.length > 0 && (
        <section className={sheet} aria-labelledby="groups-title">
          <div className={recordsHead}>
            <h2 id="groups-title" className={sectionTitle}>
              {t("deadLetters.groupsTitle")}
            </h2>
          </div>
          <Groups
            groups={groups}
            filter={filter}
            onAct={(action, selection) => setAsked({ action, selection })}
            onShow={() => list.current?.scrollIntoView({ block: "start" })}
          />
        </section>
      )}
      <section ref={list} className={sheet} aria-labelledby="letters-title" data-section="letters">
        <div className={recordsHead}>
          <h2 id="letters-title" className={sectionTitle}>
            {t("deadLetters.listTitle")}
          </h2>
        </div>
        {(groups.length > 0 || Object.keys(filter).length > 0) && (
          <div className={filters}>
            <Filters groups={groups} filter={filter} onChange={narrow} />
          </div>
        )}
        <LetterList key={JSON.stringify(filter)} filter={filter} onAct={setAsked} />
      </section>
      <ActDialog asked={asked} onDone={() => setAsked(null)} />
    </div>
  );
}
