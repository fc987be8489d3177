import { ActionButton, Menu, MenuItem, MenuTrigger, Text } from "@react-spectrum/s2";
import BrightnessContrast from "@react-spectrum/s2/icons/BrightnessContrast";
import Translate from "@react-spectrum/s2/icons/Translate";
import { useTranslation } from "react-i18next";
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGES } from "../i18n/i18n.ts";
import { chooseTheme, THEMES, useTheme } from "../theme/theme.ts";

export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  return (
    <MenuTrigger align="end">
      <ActionButton isQuiet aria-label={t("app.language")}>
        <Translate />
      </ActionButton>
      <Menu
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[i18n.language]}
        onAction={(key) => {
          const language = LANGUAGES.find((one) => one === key);
          if (language) {
            chooseLanguage(language);
          }
        }}
      >
        {LANGUAGES.map((language) => (
          <MenuItem key={language} id={language} textValue={LANGUAGE_NAMES[language]}>
            <Text slot="label">
              <span lang={language}>{LANGUAGE_NAMES[language]}</span>
            </Text>
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

const THEME_LABELS = {
  system: "app.themeSystem",
  light: "app.themeLight",
  dark: "app.themeDark",
} as const;

export function ThemeMenu() {
  const { t } = useTranslation();
  const theme = useTheme();
  return (
    <MenuTrigger align="end">
      <ActionButton isQuiet aria-label={t("app.theme")}>
        <BrightnessContrast />
      </ActionButton>
      <Menu
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[theme]}
        onAction={(key) => {
          const chosen = THEMES.find((one) => one === key);
          if (chosen) {
            chooseTheme(chosen);
          }
        }}
      >
        {THEMES.map((one) => (
          <MenuItem key={one} id={one}>
            {t(THEME_LABELS[one])}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
