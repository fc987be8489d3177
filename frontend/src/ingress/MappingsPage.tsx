import { Button, Skeleton, Text } from "@react-spectrum/s2";
import Add from "@react-spectrum/s2/icons/Add";
import Data from "@react-spectrum/s2/illustrations/linear/Data";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkflows } from "../api/workflows.ts";
import { DocumentHead } from "../configuration/DocumentHead.tsx";
import type { SavedDocument } from "../configuration/types.ts";
import { useDocument } from "../configuration/useDocument.ts";
import { LoadFailed, Message, usePageTitle } from "../shell/Message.tsx";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { DeleteMapping } from "./DeleteMapping.tsx";
import { MappingsTable } from "./MappingsTable.tsx";
import type { IngressDocument } from "./model/flow.ts";
import { ReplayDialog } from "./ReplayDialog.tsx";
import { sectionHead } from "./styles.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });

/** The mappings of ingress: which Dynamics table goes to which Campaign resource. */
export function MappingsPage() {
  const { t } = useTranslation();
  const { data, isError, refetch } = useDocument<IngressDocument>("ingress");
  usePageTitle(t("ingress.title"));
  return (
    <div className={stack}>
      <DocumentHead
        history="ingress"
        title={t("ingress.title")}
        subtitle={t("ingress.subtitle")}
        backTo={{ href: "/workflows/ingress", label: t("workflow.ingress") }}
      />
      {data ? (
        <Loaded saved={data} />
      ) : isError ? (
        <LoadFailed title={t("configuration.loadFailed")} onRetry={() => void refetch()}>
          {t("configuration.loadFailedHint")}
        </LoadFailed>
      ) : (
        <div className={stack} role="status" aria-label={t("configuration.loading")}>
          <Skeleton isLoading>
            <Text styles={style({ font: "title" })}>contact</Text>
            <Text styles={style({ font: "body" })}>Dynamics 365 contact, Campaign profile</Text>
          </Skeleton>
        </div>
      )}
    </div>
  );
}

function Loaded({ saved }: { saved: SavedDocument<IngressDocument> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const workflow = useWorkflows().data?.find(({ id }) => id === "ingress");
  const [deleting, setDeleting] = useState<string | null>(null);
  const [replaying, setReplaying] = useState<string | null>(null);
  const { flows } = saved.content;
  const add = () => void navigate({ to: "/workflows/ingress/add" });
  return (
    <section className={sheet} aria-labelledby="mappings-title">
      <div className={sectionHead}>
        <div>
          <h2 id="mappings-title" className={sectionTitle}>
            {t("ingress.list.title")}
          </h2>
          <p className={sectionHint}>{t("ingress.list.hint")}</p>
        </div>
        {flows.length > 0 && (
          <Button variant="accent" onPress={add}>
            <Add />
            <Text>{t("ingress.new")}</Text>
          </Button>
        )}
      </div>
      {flows.length === 0 ? (
        <Message
          illustration={<Data />}
          title={t("ingress.list.emptyTitle")}
          level={3}
          action={{ label: t("ingress.new"), onPress: add }}
        >
          {t("ingress.list.emptyHint")}
        </Message>
      ) : (
        <MappingsTable
          flows={flows}
          workflow={workflow}
          onDelete={setDeleting}
          onReplay={setReplaying}
        />
      )}
      <DeleteMapping
        id={deleting}
        saved={saved}
        workflow={workflow}
        onDone={() => setDeleting(null)}
      />
      <ReplayDialog workflow={workflow} flow={replaying} onDone={() => setReplaying(null)} />
    </section>
  );
}
