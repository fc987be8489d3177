import {
  ComboBox,
  ComboBoxItem,
  Content,
  Heading,
  InlineAlert,
  ProgressCircle,
  Text,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { useEntities, useResources, useSuggestion } from "../api/mappings.ts";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { FieldGrid } from "./FieldGrid.tsx";
import type { IngressFlow } from "./model/flow.ts";
import { columnText } from "./names.tsx";
import { SuggestedMapping } from "./SuggestedMapping.tsx";
import { sectionBody, sectionHead } from "./styles.ts";

const whole = style({ width: "full" });
const stack = style({ display: "flex", flexDirection: "column", gap: 24 });

interface Table {
  name: string;
  label: string;
  note?: string;
}

function TablePicker({
  label,
  tables,
  isLoading,
  failure,
  chosen,
  onChoose,
}: {
  label: string;
  tables: Table[] | undefined;
  isLoading: boolean;
  failure: Error | null;
  chosen: string | null;
  onChoose: (name: string | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <ComboBox
      label={label}
      styles={whole}
      defaultItems={tables ?? []}
      loadingState={isLoading ? "loading" : "idle"}
      selectedKey={chosen}
      onSelectionChange={(key) => onChoose(key === null ? null : String(key))}
      isInvalid={failure !== null}
      {...(failure && { errorMessage: errorText(t, failure) })}
    >
      {(table) => (
        <ComboBoxItem id={table.name} textValue={columnText(table)}>
          <Text slot="label">{table.label || table.name}</Text>
          <Text slot="description">{[table.name, table.note].filter(Boolean).join(" · ")}</Text>
        </ComboBoxItem>
      )}
    </ComboBox>
  );
}

/** Both tables, each of which is mapped at most once, and what Tidegate suggests for the pair. */
export function ChooseTables({
  flows,
  onAccept,
}: {
  flows: IngressFlow[];
  onAccept: (flow: IngressFlow) => void;
}) {
  const { t } = useTranslation();
  const [entity, setEntity] = useState<string | null>(null);
  const [resource, setResource] = useState<string | null>(null);
  const entities = useEntities();
  const resources = useResources();
  const suggestion = useSuggestion(entity, resource);
  const free = entities.data
    ?.filter(({ name }) => !flows.some(({ mapping }) => mapping.entity === name))
    .map(({ name, label, changeTracking }) => ({
      name,
      label,
      ...(!changeTracking && { note: t("ingress.add.notTracked") }),
    }));
  const freeResources = resources.data?.filter(
    ({ name }) => !flows.some(({ mapping }) => mapping.resource === name),
  );
  return (
    <div className={stack}>
      <section className={sheet} aria-labelledby="tables-title">
        <div className={sectionHead}>
          <div>
            <h2 id="tables-title" className={sectionTitle}>
              {t("ingress.add.tables")}
            </h2>
            <p className={sectionHint}>{t("ingress.add.tablesHint")}</p>
          </div>
        </div>
        <div className={sectionBody}>
          <FieldGrid>
            <TablePicker
              label={t("ingress.list.entity")}
              tables={free}
              isLoading={entities.isLoading}
              failure={entities.error}
              chosen={entity}
              onChoose={setEntity}
            />
            <TablePicker
              label={t("ingress.list.resource")}
              tables={freeResources}
              isLoading={resources.isLoading}
              failure={resources.error}
              chosen={resource}
              onChoose={setResource}
            />
          </FieldGrid>
        </div>
      </section>
      <div role="status">
        {suggestion.isFetching && (
          <ProgressCircle isIndeterminate aria-label={t("ingress.add.suggesting")} />
        )}
      </div>
      {suggestion.error && (
        <InlineAlert variant="negative" styles={style({ width: "full" })}>
          <Heading level={2}>{t("ingress.add.suggestFailed")}</Heading>
          <Content>{errorText(t, suggestion.error)}</Content>
        </InlineAlert>
      )}
      {suggestion.data && !suggestion.isFetching && (
        <SuggestedMapping
          key={`${entity} ${resource}`}
          suggestion={suggestion.data}
          taken={flows.map(({ id }) => id)}
          onAccept={onAccept}
        />
      )}
    </div>
  );
}
