import { Button, Text, ToastQueue } from "@react-spectrum/s2";
import Download from "@react-spectrum/s2/icons/Download";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { exportConfiguration } from "../api/configuration.ts";
import { errorText } from "../api/errorText.ts";
import { Section } from "./Section.tsx";

const FILE_NAME = "tidegate.yaml";

/** Has the browser store a text as a file. */
function saveFile(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = FILE_NAME;
  link.click();
  URL.revokeObjectURL(address);
}

/** The whole configuration as a file, to be kept in Git or carried to another installation. */
export function Export() {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: () => exportConfiguration(),
    onSuccess: saveFile,
    onError: (error) =>
      ToastQueue.negative(`${t("configuration.file.exportFailed")} ${errorText(t, error)}`),
  });
  return (
    <Section
      title={t("configuration.file.export")}
      hint={t("configuration.file.exportHint")}
      end={
        <Button variant="primary" isPending={download.isPending} onPress={() => download.mutate()}>
          <Download />
          <Text>{t("configuration.file.download")}</Text>
        </Button>
      }
    />
  );
}
