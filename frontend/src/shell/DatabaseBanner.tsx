import AlertDiamond from "@react-spectrum/s2/icons/AlertDiamond";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { DATABASE_BANNER, useDatabaseCondition } from "../status/database.ts";

const banner = style({
  display: "flex",
  alignItems: "start",
  justifyContent: "center",
  gap: 8,
  paddingX: 16,
  paddingY: 8,
  backgroundColor: "negative-subtle",
  color: "neutral",
  font: "ui",
});
const icon = style({ flexShrink: 0, display: "flex", alignItems: "center", height: 20 });

/** Says that the service goes on without its database, and goes away by itself. */
export function DatabaseBanner() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const condition = useDatabaseCondition();
  const unavailable = condition !== null;
  const before = useRef(unavailable);
  const [wasLost, setWasLost] = useState(false);

  useEffect(() => {
    if (before.current && !unavailable) {
      setWasLost(true);
      // What could not be read meanwhile can be read now.
      void queries.refetchQueries({ predicate: ({ state }) => state.status === "error" });
    }
    before.current = unavailable;
  }, [unavailable, queries]);

  return (
    <div role="status">
      {condition && (
        <div className={banner} data-banner="database">
          <span className={icon}>
            <AlertDiamond styles={iconStyle({ size: "S", color: "neutral" })} />
          </span>
          <span id={DATABASE_BANNER}>
            {t("database.unavailable")} <span lang="en">({condition.message})</span>
          </span>
        </div>
      )}
      {!condition && wasLost && <span className="visually-hidden">{t("database.restored")}</span>}
    </div>
  );
}
