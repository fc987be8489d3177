import { expect, test } from "vitest";
import { en } from "./en.ts";
import { localeOf, preferredLanguage } from "./i18n.ts";
import { it } from "./it.ts";

test("a choice made before wins over the browser", () => {
  expect(preferredLanguage("it", ["en-GB"])).toBe("it");
});

test("the first language of the browser that the page speaks is taken", () => {
  expect(preferredLanguage(null, ["de-CH", "it-CH", "en"])).toBe("it");
  expect(preferredLanguage(null, ["de-CH"])).toBe("en");
  expect(preferredLanguage("klingon", ["it"])).toBe("it");
});

test("numbers and dates follow the browser's region", () => {
  expect(localeOf("en", ["it-IT", "en-GB"])).toBe("en-GB");
  expect(localeOf("it", ["en-GB"])).toBe("it-IT");
});

test("every text has the same blanks to fill in both languages", () => {
  const blanks = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
  const compare = (english: object, italian: object, path: string) => {
    for (const [key, text] of Object.entries(english)) {
      const other = (italian as Record<string, unknown>)[key];
      if (typeof text === "string") {
        expect(blanks(other as string), path + key).toEqual(blanks(text));
      } else {
        compare(text, other as object, `${path}${key}.`);
      }
    }
  };
  compare(en, it, "");
});
