import {
  ActionButton,
  Content,
  Heading,
  InlineAlert,
  ProgressCircle,
  Text,
} from "@react-spectrum/s2";
import Refresh from "@react-spectrum/s2/icons/Refresh";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { useDifferenceNow } from "../api/reconciliations.ts";
import type { Difference, Reconciliation } from "../api/types.ts";
import { useKnownWorkflows } from "../api/workflows.ts";
import { FieldTable } from "../records/FieldTable.tsx";
import { code, detail } from "../records/styles.ts";
import { useDatabaseGuard } from "../status/database.ts";

const note = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: "space-between",
  gap: 8,
  paddingX: { default: 16, md: 24 },
  paddingY: 8,
});
const notice = style({ paddingX: { default: 16, md: 24 }, paddingBottom: 8 });

/** What both sides have in the fields at this moment, beside each other. */
export function DifferenceValues({
  reconciliation,
  difference,
}: {
  reconciliation: Reconciliation;
  difference: Difference;
}) {
  const { t } = useTranslation();
  const guard = useDatabaseGuard();
  const { data, error, isFetching, refetch } = useDifferenceNow(reconciliation.id, difference.id);
  const flow = useKnownWorkflows((workflows) =>
    workflows
      .find(({ id }) => id === reconciliation.workflow)
      ?.flows.find(({ id }) => id === reconciliation.flow),
  );
  if (isFetching) {
    return (
      <div className={note} role="status">
        <ProgressCircle isIndeterminate size="S" aria-label={t("reconciliations.values.loading")} />
      </div>
    );
  }
  const values = data?.values ?? [];
  return (
    <div data-values={values.length}>
      {error && (
        <div className={notice}>
          <InlineAlert variant="negative" styles={style({ width: "full" })}>
            <Heading level={3}>{t("reconciliations.values.failed")}</Heading>
            <Content>
              <span lang="en">{errorText(t, error)}</span>
            </Content>
          </InlineAlert>
        </div>
      )}
      <div className={note}>
        <div>
          {data?.why && (
            <p className={detail} lang="en">
              {data.why}
            </p>
          )}
          {data && (
            <p className={detail}>
              {t(`reconciliations.values.${values.length > 0 ? "readNow" : "none"}`)}
            </p>
          )}
          {difference.target && (
            <p className={detail}>
              {t("reconciliations.values.address")}:{" "}
              <code className={code}>{difference.target}</code>
            </p>
          )}
        </div>
        <ActionButton size="S" isQuiet {...guard} onPress={() => void refetch()}>
          <Refresh />
          <Text>{t("reconciliations.values.readAgain")}</Text>
        </ActionButton>
      </div>
      {values.length > 0 && (
        <FieldTable
          caption={t("reconciliations.values.caption", { key: difference.key })}
          head={[
            t("records.field"),
            flow?.source ?? t("reconciliations.source"),
            flow?.target ?? t("reconciliations.target"),
          ]}
          rows={values.map(({ field, source, target, differs }) => ({
            name: field,
            values: [source, target],
            differs,
          }))}
        />
      )}
    </div>
  );
}
