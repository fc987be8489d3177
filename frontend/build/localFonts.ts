import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/**
 * Spectrum's Provider loads Adobe Clean from Adobe's font service. Tidegate runs where that host
 * may not be reached (and its content policy forbids it), so the module that does so is replaced by
 * one that renders nothing; the fonts in use are bundled by `src/theme/fonts.css`.
 */
export function localFonts(): Plugin {
  const replacement = fileURLToPath(new URL("../src/theme/noRemoteFonts.ts", import.meta.url));
  return {
    name: "tidegate:local-fonts",
    enforce: "pre",
    resolveId(source, importer) {
      const wanted = /(^|\/)Fonts\.mjs$/.test(source);
      return wanted && importer?.includes("@react-spectrum/s2") ? replacement : null;
    },
  };
}
