import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

const nav = style({
  display: "flex",
  flexWrap: "wrap",
  columnGap: { default: 16, xl: 24 },
  marginStart: { default: 0, lg: 8, xl: 24 },
  // A line of its own below brand and preferences where both do not fit.
  order: { default: 1, lg: 0 },
  width: { default: "full", lg: "auto" },
});
const entry = style({
  display: "flex",
  alignItems: "center",
  height: { default: 40, lg: 56 },
  boxSizing: "border-box",
  font: { default: "ui", xl: "ui-lg" },
  fontWeight: { default: "normal", isCurrent: "bold" },
  color: { default: "neutral-subdued", ":hover": "neutral", isCurrent: "heading" },
  textDecoration: "none",
  borderStyle: "solid",
  borderWidth: 0,
  borderBottomWidth: 2,
  borderColor: { default: "transparent", isCurrent: "gray-800" },
  outlineStyle: { default: "none", ":focus-visible": "solid" },
  outlineColor: "focus-ring",
  outlineWidth: 2,
  outlineOffset: -4,
});

/** The pages there are. A workflow's own page belongs to Workflows. */
export function Navigation() {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const pages = [
    {
      to: "/",
      label: t("workflows.title"),
      isCurrent: path === "/" || path.startsWith("/workflows/"),
    },
    {
      to: "/dead-letters",
      label: t("deadLetters.title"),
      isCurrent: path.startsWith("/dead-letters"),
    },
    {
      to: "/reconciliations",
      label: t("reconciliations.title"),
      isCurrent: path.startsWith("/reconciliations"),
    },
    { to: "/trace", label: t("trace.title"), isCurrent: path === "/trace" },
    { to: "/connections", label: t("connections.title"), isCurrent: path === "/connections" },
    {
      to: "/configuration",
      label: t("configuration.file.title"),
      isCurrent: path.startsWith("/configuration"),
    },
    { to: "/privacy", label: t("privacy.title"), isCurrent: path === "/privacy" },
  ] as const;
  return (
    <nav className={nav} aria-label={t("app.navigation")}>
      {pages.map(({ to, label, isCurrent }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true }}
          className={entry({ isCurrent })}
          {...(isCurrent && { "aria-current": path === to ? "page" : "true" })}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
