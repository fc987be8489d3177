import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { Link as RouterLink, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Announcer } from "./Announcer.tsx";
import { Mark } from "./Brand.tsx";
import { ConnectionBanner, ConnectionLight } from "./Connection.tsx";
import { DatabaseBanner } from "./DatabaseBanner.tsx";
import { Navigation } from "./Navigation.tsx";
import { LanguageMenu, ThemeMenu } from "./Preferences.tsx";

const frame = style({ minHeight: "screen", display: "flex", flexDirection: "column" });
const header = style({
  position: "sticky",
  top: 0,
  zIndex: 2,
  backgroundColor: "layer-2",
  borderStyle: "solid",
  borderWidth: 0,
  borderBottomWidth: 1,
  borderColor: "gray-200",
});
const bar = style({
  display: "flex",
  alignItems: "center",
  columnGap: 16,
  flexWrap: "wrap",
  minHeight: 56,
  maxWidth: 1440,
  marginX: "auto",
  paddingX: { default: 16, md: 32 },
  paddingTop: { default: 8, md: 0 },
  boxSizing: "border-box",
});
const brand = style({
  display: "flex",
  alignItems: "center",
  gap: 12,
  font: "title-lg",
  color: "heading",
  textDecoration: "none",
  borderRadius: "default",
  outlineStyle: { default: "none", ":focus-visible": "solid" },
  outlineColor: "focus-ring",
  outlineWidth: 2,
  outlineOffset: 4,
});
const end = style({ display: "flex", alignItems: "center", gap: 4, marginStart: "auto" });
const main = style({
  width: "full",
  maxWidth: 1440,
  marginX: "auto",
  boxSizing: "border-box",
  paddingX: { default: 16, md: 32 },
  paddingTop: { default: 24, md: 32 },
  paddingBottom: 64,
  outlineStyle: "none",
});
const skip = style({
  font: "ui",
  color: "heading",
  backgroundColor: "layer-2",
  padding: 12,
  position: "absolute",
  zIndex: 3,
});

/** After a change of page the focus, and with it a screen reader, goes to the new content. */
function useFocusOnNavigation() {
  const content = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const previous = useRef(path);
  useEffect(() => {
    if (previous.current !== path) {
      previous.current = path;
      content.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [path]);
  return content;
}

/** What is around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const content = useFocusOnNavigation();
  return (
    <div className={frame}>
      <a href="#content" className={`skip-link ${skip}`}>
        {t("app.skip")}
      </a>
      <header className={header}>
        <div className={bar}>
          <RouterLink to="/" className={brand}>
            <Mark />
            <span>{t("app.name")}</span>
          </RouterLink>
          <Navigation />
          <div className={end}>
            <ConnectionLight />
            <LanguageMenu />
            <ThemeMenu />
          </div>
        </div>
        <ConnectionBanner />
        <DatabaseBanner />
      </header>
      <main id="content" ref={content} tabIndex={-1} className={main}>
        {children}
      </main>
      <Announcer />
    </div>
  );
}
