import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { DEAD_LETTERS_KEY } from "../api/deadLetters.ts";
import { RECONCILIATIONS_KEY } from "../api/reconciliations.ts";
import { HISTORY_KEY, putWorkflow, putWorkflows } from "../api/workflows.ts";
import { LiveClient, type LiveState, type Socket } from "./liveClient.ts";

const LiveContext = createContext<LiveClient | null>(null);

function openSocket(): Socket {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${window.location.host}/api/v1/live`);
  const opened: Socket = {
    onmessage: null,
    onclose: null,
    send: (data) => socket.send(data),
    close: () => socket.close(),
  };
  socket.onmessage = (event) => opened.onmessage?.(event);
  socket.onclose = () => opened.onclose?.();
  return opened;
}

/** Keeps the workflows in the query cache in step with the service while it is mounted. */
export function LiveProvider({
  children,
  connect = openSocket,
}: {
  children: ReactNode;
  connect?: () => Socket;
}) {
  const queries = useQueryClient();
  const first = useRef(true);
  const [client] = useState(
    () =>
      new LiveClient({
        connect,
        onSnapshot: (workflows) => {
          putWorkflows(queries, workflows);
          if (!first.current) {
            // What is not pushed may have changed while the line was down.
            for (const key of [HISTORY_KEY, DEAD_LETTERS_KEY, RECONCILIATIONS_KEY]) {
              void queries.invalidateQueries({ queryKey: [key] });
            }
          }
          first.current = false;
        },
        onChange: (workflow) => putWorkflow(queries, workflow),
      }),
  );

  useEffect(() => {
    const reconnect = () => client.connect();
    const whenVisible = () => {
      if (document.visibilityState === "visible") {
        reconnect();
      }
    };
    client.connect();
    window.addEventListener("online", reconnect);
    document.addEventListener("visibilitychange", whenVisible);
    return () => {
      window.removeEventListener("online", reconnect);
      document.removeEventListener("visibilitychange", whenVisible);
      client.close();
    };
  }, [client]);

  return <LiveContext value={client}>{children}</LiveContext>;
}

export function useLive(): LiveState {
  const client = useContext(LiveContext);
  if (!client) {
    throw new Error("useLive needs a LiveProvider");
  }
  return useSyncExternalStore(client.subscribe, client.state);
}

/** Whether the numbers on the page are old. */
export function useStale(): boolean {
  return useLive().phase === "reconnecting";
}
