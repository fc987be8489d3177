import { useEffect, useReducer, useRef } from "react";
import type { Workflow } from "../api/types.ts";
import { useHistory } from "../api/workflows.ts";
import { useLive } from "../live/live.tsx";
import { merge, type Row, rowOf, rowsOf } from "./series.ts";

const TICK_MILLIS = 1000;

/** The last half hour of a workflow: what the service remembers, and a row a second from now on. */
export function useSeries(workflow: Workflow): { rows: Row[]; isError: boolean } {
  const { data, isError } = useHistory(workflow.id);
  const { phase } = useLive();
  const latest = useRef(workflow);
  latest.current = workflow;
  const [rows, add] = useReducer(
    (known: Row[], fresh: Row[]) => merge(known, fresh, Date.now()),
    [],
  );

  useEffect(() => {
    if (data) {
      add(rowsOf(data));
    }
  }, [data]);

  // Not while the connection is lost: nothing is known of that time.
  useEffect(() => {
    if (phase !== "live") {
      return;
    }
    const tick = () => add([rowOf(latest.current.flows, Date.now())]);
    tick();
    const timer = setInterval(tick, TICK_MILLIS);
    return () => clearInterval(timer);
  }, [phase]);

  return { rows, isError };
}
