import { Button, ButtonGroup, Content, Dialog, Heading } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { Diff } from "./Diff.tsx";
import type { SavedDocument } from "./types.ts";
import type { Draft } from "./useDocument.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 16 });
const paragraph = style({ margin: 0 });
const subtitle = style({ font: "title-sm", color: "heading", margin: 0 });

/** Somebody saved another version meanwhile: what they changed, and whose work goes on. */
export function ConflictDialog<T>({
  draft,
  theirs,
}: {
  draft: Draft<T>;
  theirs: SavedDocument<T>;
}) {
  const { t } = useTranslation();
  const { when } = useFormat();
  return (
    <Dialog role="alertdialog">
      <Heading slot="title">{t("configuration.conflictTitle")}</Heading>
      <Content>
        <div className={stack}>
          <p className={paragraph}>
            {t("configuration.conflictBody", {
              version: theirs.version,
              author: theirs.author === "anonymous" ? t("configuration.somebody") : theirs.author,
              time: theirs.savedAt ? when(theirs.savedAt) : "",
            })}
          </p>
          <h3 className={subtitle}>{t("configuration.conflictChanges")}</h3>
          <Diff document={draft.document} from={draft.base.version} to={theirs.version} />
          <p className={paragraph}>
            {t(
              draft.document === "ingress"
                ? "ingress.conflictChoice"
                : "configuration.conflictChoice",
            )}
          </p>
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={draft.takeTheirs}>
          {t("configuration.takeTheirs")}
        </Button>
        <Button variant="primary" onPress={draft.keepMine}>
          {t("configuration.keepMine")}
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
