/**
 * Makes sure that there is a Chromium for the browser tests: one of the machine is used as it is;
 * without one, Debian's or Ubuntu's package is installed where this runs as root, and Playwright's
 * own build is downloaded elsewhere.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./browser.mjs";

function run(command, args, env = {}) {
  console.log(`$ ${command} ${args.join(" ")}`);
  const { status, error } = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (error || status !== 0) {
    console.error(
      "No Chromium could be installed. Install one and set TIDEGATE_CHROMIUM to its path.",
    );
    process.exit(1);
  }
}

if (!findBrowser()) {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      DEBIAN_FRONTEND: "noninteractive",
    });
  } else {
    const playwright = fileURLToPath(import.meta.resolve("@playwright/test/cli"));
    run(process.execPath, [playwright, "install", "chromium"]);
  }
}
