import {
  ActionButton,
  Content,
  Heading,
  InlineAlert,
  Link,
  Switch,
  Text,
  ToastQueue,
} from "@react-spectrum/s2";
import Refresh from "@react-spectrum/s2/icons/Refresh";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { useEntity, useRefreshSchema, useResource } from "../api/mappings.ts";
import type { Draft as DocumentDraft } from "../configuration/useDocument.ts";
import { useFormat } from "../format/format.ts";
import { sheet } from "../theme/surfaces.ts";
import { Advanced } from "./Advanced.tsx";
import { Attributes } from "./Attributes.tsx";
import { FilterSection } from "./FilterSection.tsx";
import { type FlowForm, FlowFormProvider } from "./FlowForm.ts";
import { Keys } from "./Keys.tsx";
import { Links } from "./Links.tsx";
import type { Head } from "./model/draft.ts";
import type { IngressDocument, IngressFlow } from "./model/flow.ts";
import { flowOfMisfit } from "./model/misfits.ts";
import { hint, line, words } from "./styles.ts";
import { TryIt } from "./TryIt.tsx";
import { useFlowDraft } from "./useFlowDraft.ts";

const bar = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: "space-between",
  columnGap: 24,
  rowGap: 12,
  paddingX: { default: 16, md: 24 },
  paddingY: 12,
});

/** The editor of one mapping: keys first, then what each field is fed by, and all else. */
export function MappingForm({
  document,
  flow,
}: {
  document: DocumentDraft<IngressDocument>;
  /** The flow as the document's draft holds it. */
  flow: IngressFlow;
}) {
  const { draft, dispatch } = useFlowDraft(document, flow);
  const entity = useEntity(flow.mapping.entity);
  const resource = useResource(flow.mapping.resource);
  const { flows } = document.content;
  const pointer = `/flows/${flows.findIndex(({ id }) => id === flow.id)}`;
  const { rows, links, head } = draft;
  const form: FlowForm = {
    pointer,
    errors: document.errors,
    dispatch,
    entity: entity.data,
    resource: resource.data,
    picklists: head.mapping.picklists ?? "value",
    used: useMemo(
      () => new Set([...rows, ...links].map(({ target }) => target).concat(head.mapping.targetKey)),
      [rows, links, head.mapping.targetKey],
    ),
    others: flows.filter(({ id }) => id !== flow.id),
  };
  return (
    <FlowFormProvider value={form}>
      <Tables head={head} form={form} failure={entity.error ?? resource.error} />
      <OtherErrors document={document} flow={flow} />
      <Keys head={head} />
      <Attributes draft={draft} />
      <Links links={links} />
      <FilterSection draft={draft} />
      <Advanced head={head} />
      <TryIt flow={() => flow} />
    </FlowFormProvider>
  );
}

/** The document is saved whole: what is wrong with another mapping keeps this one from it too. */
function OtherErrors({
  document: { errors, content },
  flow,
}: {
  document: DocumentDraft<IngressDocument>;
  flow: IngressFlow;
}) {
  const { t } = useTranslation();
  const wrong = new Set(errors.map(({ pointer }) => flowOfMisfit(pointer, content.flows)));
  return content.flows.map(
    ({ id }, index) =>
      id !== flow.id &&
      wrong.has(content.flows[index]) && (
        <InlineAlert key={id} variant="notice" styles={style({ width: "full" })}>
          <Heading level={2}>{t("ingress.otherErrors")}</Heading>
          <Content>
            <p className={words} data-pointer={`/flows/${index}`}>
              {t("ingress.otherErrorsHint", { flow: id })}{" "}
              <Link href={`/workflows/ingress/edit/${id}`}>
                {t("ingress.editNamed", { flow: id })}
              </Link>
            </p>
          </Content>
        </InlineAlert>
      ),
  );
}

/** Which tables are mapped, how well they are known, and whether the flow is on. */
function Tables({ head, form, failure }: { head: Head; form: FlowForm; failure: Error | null }) {
  const { t } = useTranslation();
  const { when } = useFormat();
  const { entity, resource, dispatch } = form;
  const refresh = useRefreshSchema(head.mapping.entity, head.mapping.resource);
  const readAt = [entity?.readAt, resource?.readAt].filter((at) => at !== undefined).sort()[0];
  return (
    <>
      <div className={`${sheet} ${bar}`}>
        <Switch
          isSelected={head.enabled ?? true}
          onChange={(enabled) => dispatch({ do: "head", change: { enabled } })}
        >
          {t("ingress.enabled")}
        </Switch>
        <div className={line}>
          {readAt && <span className={hint}>{t("ingress.readAt", { time: when(readAt) })}</span>}
          <ActionButton
            isPending={refresh.isPending}
            onPress={() =>
              refresh.mutate(undefined, {
                onSuccess: () => ToastQueue.positive(t("ingress.refreshed"), { timeout: 5000 }),
                onError: (error) =>
                  ToastQueue.negative(`${t("ingress.refreshFailed")} ${errorText(t, error)}`),
              })
            }
          >
            <Refresh />
            <Text>{t("ingress.refresh")}</Text>
          </ActionButton>
        </div>
      </div>
      {failure && (
        <InlineAlert variant="notice" styles={style({ width: "full" })}>
          <Heading level={2}>{t("ingress.schemaUnknown")}</Heading>
          <Content>
            {errorText(t, failure)} {t("ingress.schemaUnknownHint")}
          </Content>
        </InlineAlert>
      )}
    </>
  );
}
