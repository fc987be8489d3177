import { Button, Content, Heading, InlineAlert } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { DocumentEditor } from "../configuration/DocumentEditor.tsx";
import { ConnectionSection } from "./ConnectionSection.tsx";
import { useSecrets } from "./queries.ts";
import { type Connections, SYSTEMS } from "./types.ts";

const retry = style({ marginTop: 12 });

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
      {(draft) => (
        <>
          {secrets.error && (
            <InlineAlert variant="negative" styles={style({ width: "full" })}>
              <Heading level={2}>{t("connections.secretsFailed")}</Heading>
              <Content>
                {errorText(t, secrets.error)}
                <div className={retry}>
                  <Button size="S" variant="secondary" onPress={() => void secrets.refetch()}>
                    {t("app.retry")}
                  </Button>
                </div>
              </Content>
            </InlineAlert>
          )}
          {SYSTEMS.map((system) => (
            <ConnectionSection
              key={system}
              system={system}
              draft={draft}
              secrets={secrets.data ?? []}
            />
          ))}
        </>
      )}
    </DocumentEditor>
  );
}
