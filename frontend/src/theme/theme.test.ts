import { expect, test } from "vitest";
import { Fonts } from "./noRemoteFonts.ts";

test("Spectrum's remote fonts are replaced by nothing", () => {
  expect(Fonts()).toBeNull();
});
