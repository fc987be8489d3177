import { Provider, ToastContainer } from "@react-spectrum/s2";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { localeOf } from "./i18n/i18n.ts";
import { LiveProvider } from "./live/live.tsx";
import type { Socket } from "./live/liveClient.ts";
import { createAppRouter } from "./router.tsx";
import { useTheme } from "./theme/theme.ts";

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The service may be on this very machine: being "offline" says nothing about it.
      queries: { networkMode: "always", refetchOnWindowFocus: false, retry: 2 },
      mutations: { networkMode: "always" },
    },
  });
}

/** The whole page. `connect` is for tests. */
export function App({ connect }: { connect?: () => Socket }) {
  const { i18n } = useTranslation();
  const theme = useTheme();
  const [queries] = useState(newQueryClient);
  const [router] = useState(createAppRouter);
  return (
    <Provider
      locale={localeOf(i18n.language)}
      {...(theme !== "system" && { colorScheme: theme })}
      background="layer-1"
      router={{
        navigate: (path) => void router.navigate({ href: path }),
        useHref: (href) => href,
      }}
    >
      <QueryClientProvider client={queries}>
        <LiveProvider {...(connect && { connect })}>
          <RouterProvider router={router} />
        </LiveProvider>
      </QueryClientProvider>
      <ToastContainer />
    </Provider>
  );
}
