import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isRunning } from "../api/reconciliations.ts";
import type { Reconciliation } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { statusName } from "./words.ts";

/** Tells those who do not see the badges that a reconciliation has ended. */
export function Announcement({ reconciliations }: { reconciliations: Reconciliation[] }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const running = useRef(new Set<number>());
  const [message, setMessage] = useState("");
  useEffect(() => {
    for (const one of reconciliations) {
      if (isRunning(one)) {
        running.current.add(one.id);
      } else if (running.current.delete(one.id)) {
        setMessage(
          t("reconciliations.ended", { id: count(one.id), status: statusName(t, one.status) }),
        );
      }
    }
  }, [reconciliations, t, count]);
  return (
    <div className="visually-hidden" role="status">
      {message}
    </div>
  );
}
