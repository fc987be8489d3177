import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en, type Translation } from "./en.ts";
import { it } from "./it.ts";

export const LANGUAGES = ["en", "it"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The languages' own names, as a switcher shows them. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", it: "Italiano" };

const STORED = "tidegate.language";
const DEFAULT_REGION: Record<Language, string> = { en: "en-US", it: "it-IT" };

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const texts: Record<Language, { translation: Translation }> = {
  en: { translation: en },
  it: { translation: it },
};

function isLanguage(value: string | null | undefined): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** What the person chose before, else the first of the browser's languages that the page speaks. */
export function preferredLanguage(
  stored: string | null = localStorage.getItem(STORED),
  wanted: readonly string[] = navigator.languages,
): Language {
  if (isLanguage(stored)) {
    return stored;
  }
  return wanted.map((tag) => tag.split("-")[0]).find(isLanguage) ?? "en";
}

/** The locale for numbers and dates: the browser's own region where its language is the page's. */
export function localeOf(
  language: string,
  wanted: readonly string[] = navigator.languages,
): string {
  const known = isLanguage(language) ? language : "en";
  return wanted.find((tag) => tag.startsWith(`${known}-`)) ?? DEFAULT_REGION[known];
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  void i18next.changeLanguage(language);
}

/** Must be called once, before anything is rendered. The texts are in the bundle: no waiting. */
export function startI18n(language: Language = preferredLanguage()): void {
  void i18next.use(initReactI18next).init({
    resources: texts,
    lng: language,
    fallbackLng: "en",
    initAsync: false,
    interpolation: { escapeValue: false },
  });
}
