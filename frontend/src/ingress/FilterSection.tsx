import { Switch } from "@react-spectrum/s2";
import { useTranslation } from "react-i18next";
import { sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { FilterBuilder } from "./FilterBuilder.tsx";
import { useFlowForm } from "./FlowForm.ts";
import type { Draft } from "./model/draft.ts";
import { hint, sectionBody, sectionHead } from "./styles.ts";

/** Which records the flow is about, and what becomes of those that it is not. */
export function FilterSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { entity, errors, pointer, dispatch } = useFlowForm();
  return (
    <section className={sheet} aria-labelledby="filter-title">
      <div className={sectionHead}>
        <div>
          <h2 id="filter-title" className={sectionTitle}>
            {t("ingress.filter.title")}
          </h2>
          <p className={sectionHint}>{t("ingress.filter.hint")}</p>
        </div>
      </div>
      <div className={sectionBody}>
        <FilterBuilder
          filter={draft.filter}
          onChange={(filter) => dispatch({ do: "filter", filter })}
          entity={entity}
          errors={errors}
          pointer={`${pointer}/mapping/filter`}
          none={t("ingress.filter.none")}
        />
        <div data-pointer={`${pointer}/deleteFilteredOut`}>
          <Switch
            isSelected={draft.head.deleteFilteredOut ?? false}
            onChange={(deleteFilteredOut) =>
              dispatch({ do: "head", change: { deleteFilteredOut } })
            }
          >
            {t("ingress.filter.deleteFilteredOut")}
          </Switch>
          <p className={hint}>{t("ingress.filter.deleteFilteredOutHint")}</p>
        </div>
      </div>
    </section>
  );
}
