import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { usePageTitle } from "../shell/Message.tsx";
import { pageSubtitle, pageTitle } from "../theme/surfaces.ts";
import { ErasureRequest } from "./ErasureRequest.tsx";
import { Erasures } from "./Erasures.tsx";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });

/** Erases a person from what Tidegate itself stores, and keeps the proofs in sight. */
export function PrivacyPage() {
  const { t } = useTranslation();
  usePageTitle(t("privacy.title"));
  return (
    <div className={stack}>
      <div>
        <h1 className={pageTitle}>{t("privacy.title")}</h1>
        <p className={pageSubtitle}>{t("privacy.subtitle")}</p>
      </div>
      <ErasureRequest />
      <Erasures />
    </div>
  );
}
