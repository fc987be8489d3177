import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { usePageTitle } from "../shell/Message.tsx";
import { DocumentHead } from "./DocumentHead.tsx";
import { Documents } from "./Documents.tsx";
import { Export } from "./Export.tsx";
import { Import } from "./Import.tsx";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });

/** The configuration as one file: out and in again; and the documents that it consists of. */
export function ConfigurationPage() {
  const { t } = useTranslation();
  usePageTitle(t("configuration.file.title"));
  return (
    <div className={stack}>
      <DocumentHead
        title={t("configuration.file.title")}
        subtitle={t("configuration.file.subtitle")}
      />
      <Export />
      <Import />
      <Documents />
    </div>
  );
}
