import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import macros from "unplugin-parcel-macros";
import { defineConfig } from "vitest/config";
import { localFonts } from "./build/localFonts.ts";

const service = process.env.TIDEGATE_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [
    localFonts(),
    macros.vite(),
    react(),
    { ...optimizeLocales.vite({ locales: ["en-US", "it-IT"] }), enforce: "pre" },
  ],
  // The dev server bundles dependencies before anything else, with plugins of its own.
  optimizeDeps: { rolldownOptions: { plugins: [localFonts()] } },
  server: {
    proxy: {
      "/api/v1/live": { target: service, ws: true, changeOrigin: true, rewriteWsOrigin: true },
      "/api": { target: service, changeOrigin: true },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    // A whole page takes a busy machine seconds; nothing here is about speed.
    testTimeout: 40_000,
    setupFiles: ["./src/testing/setup.ts"],
    // Spectrum imports its CSS, which only Vite can read.
    server: { deps: { inline: [/@react-spectrum/] } },
  },
  build: {
    // Where Maven takes a module's resources from: the backend's jar serves them as webroot/.
    outDir: "target/classes/webroot",
    emptyOutDir: true,
    target: "es2022",
    // Never a data: URL, so that the content policy can stay at 'self'.
    assetsInlineLimit: 0,
    cssMinify: "lightningcss",
    // One bundle, 260 kB compressed and cached for ever: a part that is fetched only when it is
    // needed is missing just while the service restarts.
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // Spectrum's atomic CSS overlaps between components: one sheet is smaller than many.
        manualChunks(id: string) {
          return /macro-(.*)\.css$/.test(id) || /@react-spectrum\/s2\/.*\.css$/.test(id)
            ? "s2-styles"
            : undefined;
        },
      },
    },
  },
});
