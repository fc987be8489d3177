import { DatePicker, TextArea } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useEntity } from "../api/mappings.ts";
import { useDocument } from "../configuration/useDocument.ts";
import { FilterBuilder } from "./FilterBuilder.tsx";
import type { IngressDocument } from "./model/flow.ts";
import { type Choice, notIds } from "./model/replay.ts";

const whole = style({ width: "full" });
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What each kind of replay needs to know. */
export function ReplayFields({
  flow,
  choice,
  onChange,
}: {
  flow: string;
  choice: Choice;
  onChange: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  switch (choice.kind) {
    case "all":
      return null;
    case "since":
      return (
        <DatePicker
          label={t("ingress.replay.since")}
          description={t("ingress.replay.sinceHint", { zone: ZONE })}
          granularity="minute"
          hourCycle={24}
          onChange={(moment) => onChange({ ...choice, since: moment?.toDate(ZONE) ?? null })}
          styles={style({ width: 320 })}
        />
      );
    case "ids": {
      const wrong = notIds(choice.ids);
      return (
        <TextArea
          label={t("ingress.replay.ids")}
          description={t("ingress.replay.idsHint")}
          value={choice.ids}
          onChange={(ids) => onChange({ ...choice, ids })}
          isInvalid={wrong.length > 0}
          errorMessage={t("ingress.replay.idsWrong", { id: wrong[0] ?? "" })}
          spellCheck="false"
          styles={whole}
        />
      );
    }
    case "filter":
      return <FilterFields flow={flow} choice={choice} onChange={onChange} />;
  }
}

function FilterFields({
  flow,
  choice,
  onChange,
}: {
  flow: string;
  choice: Choice;
  onChange: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const saved = useDocument<IngressDocument>("ingress").data;
  const mapping = saved?.content.flows.find(({ id }) => id === flow)?.mapping;
  const entity = useEntity(mapping?.entity).data;
  return (
    <FilterBuilder
      filter={choice.filter}
      onChange={(filter) => onChange({ ...choice, filter })}
      entity={entity}
      errors={[]}
      pointer="/replay"
      none={t("ingress.replay.noConditions")}
    />
  );
}
