import { useTranslation } from "react-i18next";
import { DocumentEditor } from "../configuration/DocumentEditor.tsx";
import { ConnectionSection } from "./ConnectionSection.tsx";
import { useSecrets } from "./queries.ts";
import { type Connections, SYSTEMS } from "./types.ts";

/** How to reach the two systems and the server between them. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const secrets = useSecrets();
  return (
    <DocumentEditor<Connections>
      document="connections"
      title={t("connections.title")}
      subtitle={t("connections.subtitle")}
    >
      {(draft) =>
        SYSTEMS.map((system) => (
          <ConnectionSection
            key={system}
            system={system}
            draft={draft}
            secrets={secrets.data ?? []}
          />
        ))
      }
    </DocumentEditor>
  );
}
