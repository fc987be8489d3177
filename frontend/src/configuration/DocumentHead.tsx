import { Link } from "@react-spectrum/s2";
import ChevronLeft from "@react-spectrum/s2/icons/ChevronLeft";
import History from "@react-spectrum/s2/icons/History";
import { iconStyle, style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { pageSubtitle, pageTitle } from "../theme/surfaces.ts";
import { historyOf } from "./places.ts";
import type { DocumentName } from "./types.ts";

const head = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  justifyContent: "space-between",
  gap: 16,
});
const linkText = style({ display: "inline-flex", alignItems: "center", gap: 4, font: "ui" });
const back = style({ marginBottom: 8 });

/** The head of a page of configuration: where it belongs, its name, the way to its history. */
export function DocumentHead({
  history,
  title,
  subtitle,
  backTo,
}: {
  /** Whose history is offered. */
  history?: DocumentName;
  title: string;
  subtitle?: string;
  backTo?: { href: string; label: string };
}) {
  const { t } = useTranslation();
  return (
    <div>
      {backTo && (
        <div className={back}>
          <Link href={backTo.href} isStandalone isQuiet variant="secondary">
            <span className={linkText}>
              <ChevronLeft styles={iconStyle({ size: "XS" })} />
              {backTo.label}
            </span>
          </Link>
        </div>
      )}
      <div className={head}>
        <div>
          <h1 className={pageTitle}>{title}</h1>
          {subtitle && <p className={pageSubtitle}>{subtitle}</p>}
        </div>
        {history && (
          <Link href={historyOf(history)} isStandalone variant="secondary">
            <span className={linkText}>
              <History styles={iconStyle({ size: "S" })} />
              {t("configuration.history")}
            </span>
          </Link>
        )}
      </div>
    </div>
  );
}
