import { Button, ProgressCircle } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import { ChangeList } from "./ChangeList.tsx";
import { useDiff } from "./queries.ts";
import type { DocumentName, VersionName } from "./types.ts";

const failure = style({ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 12 });

/** What changed from one version to another. */
export function Diff({
  document,
  from,
  to,
}: {
  document: DocumentName;
  from: VersionName;
  to: VersionName;
}) {
  const { t } = useTranslation();
  const { data, error, refetch } = useDiff(document, from, to);
  if (data) {
    return <ChangeList changes={data} empty={t("configuration.same")} />;
  }
  return error ? (
    <div className={failure} role="alert">
      <span>{errorText(t, error)}</span>
      <Button size="S" variant="secondary" onPress={() => void refetch()}>
        {t("app.retry")}
      </Button>
    </div>
  ) : (
    <ProgressCircle isIndeterminate size="S" aria-label={t("configuration.comparing")} />
  );
}
