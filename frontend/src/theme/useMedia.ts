import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds, kept up to date. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Whether the workflows' table gives way to cards. */
export function useNarrow(): boolean {
  return useMedia("(max-width: 1180px)");
}

/** The same for the flows' table, which has more columns. */
export function useNarrowForFlows(): boolean {
  return useMedia("(max-width: 1240px)");
}
