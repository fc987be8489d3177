import { defineConfig } from "@playwright/test";
import { findBrowser } from "./e2e/browser.mjs";

const executablePath = findBrowser();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Rome",
    viewport: { width: 1280, height: 900 },
    // A trace slows each test down; `npx playwright test --trace on` makes one.
    trace: "off",
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    // The real thing: the service, its database, and the sandbox in place of both vendors; one such
    // stack at a time. It comes first, as the other worker has enough to do meanwhile.
    { name: "stack", testMatch: "**/*stack.spec.ts", workers: 1 },
    // Every state a person may meet, made up by dev/server.mjs.
    { name: "states", testMatch: "**/*states.spec.ts", fullyParallel: true },
  ],
});
