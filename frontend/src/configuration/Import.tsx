import {
  Button,
  Content,
  DropZone,
  FileTrigger,
  Heading,
  IllustratedMessage,
  isFileDropItem,
  ProgressCircle,
  ToastQueue,
} from "@react-spectrum/s2";
import CloudUpload from "@react-spectrum/s2/illustrations/linear/CloudUpload";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { importConfiguration } from "../api/configuration.ts";
import { ImportResult } from "./ImportResult.tsx";
import { documentsChanged } from "./queries.ts";
import { Section } from "./Section.tsx";
import type { Authorship } from "./types.ts";

/** What the service takes. */
const MOST_BYTES = 1 << 20;

interface Chosen {
  name: string;
  text: string;
}

const NOBODY: Authorship = { author: "", note: "" };

/** Takes a file, says what it would change or what is wrong with it, and applies it when told to. */
export function Import() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const trial = useMutation({
    mutationFn: ({ text }: Chosen) => importConfiguration(text, true, NOBODY),
  });
  const apply = useMutation({
    mutationFn: ({ file, authorship }: { file: Chosen; authorship: Authorship }) =>
      importConfiguration(file.text, false, authorship),
    onSuccess: async ({ documents }) => {
      const changed = documents.filter(({ changes }) => changes.length > 0);
      ToastQueue.positive(
        t("configuration.file.applied", {
          documents: changed
            .map(({ document }) => t(`configuration.document.${document}`))
            .join(", "),
        }),
        { timeout: 5000 },
      );
      setChosen(null);
      trial.reset();
      await documentsChanged(queries);
    },
  });

  const take = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    apply.reset();
    if (file.size > MOST_BYTES) {
      ToastQueue.negative(t("configuration.file.tooLarge", { name: file.name }));
      return;
    }
    const taken = { name: file.name, text: await file.text() };
    setChosen(taken);
    trial.mutate(taken);
  };
  return (
    <Section title={t("configuration.file.import")} hint={t("configuration.file.importHint")}>
      <DropZone
        aria-label={t("configuration.file.drop")}
        isFilled={chosen !== null}
        replaceMessage={t("configuration.file.replace")}
        onDrop={async ({ items }) => take(await items.find(isFileDropItem)?.getFile())}
        styles={style({ width: "full" })}
        size="S"
      >
        <IllustratedMessage orientation="horizontal" size="S">
          <CloudUpload />
          <Heading level={3}>{chosen?.name ?? t("configuration.file.drop")}</Heading>
          <Content>
            <FileTrigger
              acceptedFileTypes={[".yaml", ".yml", "application/yaml"]}
              onSelect={(files) => void take(files?.[0])}
            >
              <Button variant="primary">
                {t(chosen ? "configuration.file.chooseOther" : "configuration.file.choose")}
              </Button>
            </FileTrigger>
          </Content>
        </IllustratedMessage>
      </DropZone>
      {trial.isPending && (
        <div role="status">
          <ProgressCircle isIndeterminate size="S" aria-label={t("configuration.checking")} />
        </div>
      )}
      {chosen && (trial.data || trial.error) && (
        <ImportResult
          text={chosen.text}
          found={trial.data}
          failure={apply.error ?? trial.error}
          isPending={apply.isPending}
          onApply={(authorship) => apply.mutate({ file: chosen, authorship })}
        />
      )}
    </Section>
  );
}
