import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { deleteSecret, listSecrets, putSecret, testConnection } from "../api/configuration.ts";
import { documentsChanged } from "../configuration/queries.ts";
import type { SystemName, TypedSecrets } from "./types.ts";

const SECRETS = ["secrets"] as const;

/** Which secrets are stored and since when; never what they are. */
export function useSecrets() {
  return useQuery({ queryKey: SECRETS, queryFn: ({ signal }) => listSecrets(signal) });
}

/** Stores a secret, or removes it when the value is null. */
export function useStoreSecret(outcome: {
  onSuccess: (value: string | null) => void;
  onError: (error: Error) => void;
}) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, value }: { name: string; value: string | null }) =>
      value === null ? deleteSecret(name) : putSecret(name, value),
    onSuccess: async (_answer, { value }) => {
      outcome.onSuccess(value);
      await queries.invalidateQueries({ queryKey: SECRETS });
      // Another secret is another connection: workflows that run with the old one say so.
      await documentsChanged(queries);
    },
    onError: outcome.onError,
    gcTime: 0,
  });
}

/** Tries a connection as it is in the form. */
export function useConnectionTest(system: SystemName) {
  return useMutation({
    mutationFn: (asked: { connection: unknown; secrets: TypedSecrets }) =>
      testConnection(system, asked.connection, asked.secrets as Record<string, string>),
    gcTime: 0,
  });
}
