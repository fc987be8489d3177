import { useTranslation } from "react-i18next";
import { DocumentEditor } from "../configuration/DocumentEditor.tsx";
import { fieldsOf } from "../configuration/fields.ts";
import { AdvancedEgress } from "./AdvancedEgress.tsx";
import { EventSwitches } from "./EventSwitches.tsx";
import { ExportColumns } from "./ExportColumns.tsx";
import { LogSource } from "./LogSource.tsx";
import { Timeline } from "./Timeline.tsx";
import type { Egress } from "./types.ts";

/** Which events come to the timeline, where they are read, and how they are written. */
export function EgressEditor() {
  const { t } = useTranslation();
  return (
    <DocumentEditor<Egress>
      document="egress"
      title={t("egress.title")}
      subtitle={t("egress.subtitle")}
      backTo={{ href: "/workflows/egress", label: t("workflow.egress") }}
    >
      {(draft) => {
        const part = { content: draft.content, fields: fieldsOf(draft), errors: draft.errors };
        return (
          <>
            <EventSwitches {...part} />
            <LogSource {...part} />
            <Timeline {...part} />
            {draft.content.source === "SFTP" && <ExportColumns {...part} />}
            <AdvancedEgress {...part} />
          </>
        );
      }}
    </DocumentEditor>
  );
}
