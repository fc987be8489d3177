import { Skeleton, Text } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";

const rows = style({ display: "flex", flexDirection: "column", gap: 24, padding: 24 });

const second = style({ marginTop: 8 });

/** The shape of what is coming. */
export function WorkflowsSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("workflows.loading")} className={rows}>
      <Skeleton isLoading>
        {["short", "middle", "long"].map((row) => (
          <div key={row}>
            <Text styles={style({ font: "title" })}>Microsoft Dynamics 365 to Campaign</Text>
            <div className={second}>
              <Text styles={style({ font: "ui" })}>
                Dynamics 365 · contact to Campaign · profile, 12,340 records waiting
              </Text>
            </div>
          </div>
        ))}
      </Skeleton>
    </div>
  );
}
