import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WorkflowStatus } from "../api/types.ts";
import { useWorkflows } from "../api/workflows.ts";
import { workflowName } from "../status/names.ts";

/** Tells those who do not see the badges that a workflow's status has changed. */
export function Announcer() {
  const { t } = useTranslation();
  const { data } = useWorkflows();
  const known = useRef(new Map<string, WorkflowStatus>());
  const [message, setMessage] = useState("");

  useEffect(() => {
    const changed = (data ?? []).filter(({ id, status }) => {
      const before = known.current.get(id);
      known.current.set(id, status);
      return before !== undefined && before !== status;
    });
    if (changed.length > 0) {
      setMessage(
        changed.map((one) => `${workflowName(t, one)}: ${t(`status.${one.status}`)}`).join(". "),
      );
    }
  }, [data, t]);

  return (
    <div className="visually-hidden" aria-live="polite">
      {message}
    </div>
  );
}
