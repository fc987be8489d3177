import { useRef } from "react";

const FOLLOW_MILLIS = 2_000;

/**
 * Reads a list again while `count`, which is known to be new, differs from what it was at the last
 * reading; in a flood of entries not more often than every two seconds.
 */
export function useFollowing(count: number) {
  const counted = useRef(count);
  const latest = useRef(count);
  latest.current = count;
  return {
    noteReading: () => {
      counted.current = latest.current;
    },
    refetchInterval: () => (counted.current === latest.current ? false : FOLLOW_MILLIS),
  } as const;
}
