import {
  Button,
  ButtonGroup,
  Content,
  Dialog,
  DialogContainer,
  Heading,
  InlineAlert,
  ToastQueue,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { checkDocument, readDocument, saveDocument } from "../api/configuration.ts";
import { errorText } from "../api/errorText.ts";
import type { Workflow } from "../api/types.ts";
import { AuthorFields, useAuthorship } from "../configuration/AuthorFields.tsx";
import { Misfits } from "../configuration/Misfits.tsx";
import { putDocument } from "../configuration/queries.ts";
import type { Authorship, SavedDocument } from "../configuration/types.ts";
import { useFormat } from "../format/format.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { type IngressDocument, withoutFlow } from "./model/flow.ts";
import { flowOfMisfit } from "./model/misfits.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 16 });
const paragraph = style({ margin: 0 });

interface Props {
  saved: SavedDocument<IngressDocument>;
  workflow: Workflow | undefined;
  onDone: () => void;
}

/** Asks before a mapping is removed, and says what becomes of its queue. */
export function DeleteMapping({ id, ...props }: Props & { id: string | null }) {
  return (
    <DialogContainer onDismiss={props.onDone}>
      {id !== null && <Confirmation id={id} {...props} />}
    </DialogContainer>
  );
}

/** Removes the mapping from whatever is saved by now: nobody else's work is undone. */
function useDelete(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (authorship: Authorship) => {
      const newest = await readDocument<IngressDocument>("ingress", AbortSignal.timeout(15_000));
      const content = withoutFlow(newest.content, id);
      return saveDocument("ingress", newest.version, content, authorship);
    },
    onSuccess: (answer) => putDocument(queries, answer),
  });
}

function Confirmation({ id, saved, workflow, onDone }: Props & { id: string }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { authorship, setAuthorship, remember } = useAuthorship();
  const live = workflow?.flows.find((flow) => flow.id === id);
  const backlog = live?.backlog ?? 0;
  const check = useQuery({
    queryKey: ["check", "ingress", saved.version, "without", id],
    queryFn: ({ signal }) => checkDocument("ingress", withoutFlow(saved.content, id), signal),
    retry: false,
    gcTime: 0,
  });
  const remove = useDelete(id);
  const rest = withoutFlow(saved.content, id).flows;
  const errors = (check.data?.errors ?? []).map((misfit) => ({
    ...misfit,
    message: `${flowOfMisfit(misfit.pointer, rest)?.id}: ${misfit.message}`,
  }));
  const guard = useDatabaseGuard(check.isPending || errors.length > 0);
  const confirm = () => {
    remember();
    remove.mutate(authorship, {
      onSuccess: ({ version }) => {
        ToastQueue.positive(t("ingress.deleted", { flow: id, version }), { timeout: 5000 });
        onDone();
      },
    });
  };
  return (
    <Dialog role="alertdialog">
      <Heading slot="title">{t("ingress.deleteTitle", { flow: id })}</Heading>
      <Content>
        <div className={stack}>
          <p className={paragraph}>
            {live && workflow?.status !== "STOPPED"
              ? t("ingress.deleteRunning")
              : t("ingress.deleteStopped")}
          </p>
          <p className={paragraph}>
            {backlog > 0
              ? t("ingress.deleteQueue", { count: backlog, formatted: count(backlog) })
              : t("ingress.deleteNoQueue")}
          </p>
          <Misfits errors={errors} leads={false} level={3} />
          {remove.error && (
            <InlineAlert variant="negative" styles={style({ width: "full" })}>
              <Heading level={3}>{t("configuration.saveFailed")}</Heading>
              <Content>{errorText(t, remove.error)}</Content>
            </InlineAlert>
          )}
          <AuthorFields authorship={authorship} onChange={setAuthorship} />
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onDone}>
          {t("action.cancel")}
        </Button>
        <Button variant="negative" isPending={remove.isPending} {...guard} onPress={confirm}>
          {t("ingress.delete")}
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
