import {
  Button,
  ButtonGroup,
  Content,
  Dialog,
  DialogContainer,
  Heading,
  InlineAlert,
  ToastQueue,
} from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client.ts";
import { errorText } from "../api/errorText.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { AuthorFields, useAuthorship } from "./AuthorFields.tsx";
import { Diff } from "./Diff.tsx";
import { Misfits } from "./Misfits.tsx";
import { documentsChanged, useRestore } from "./queries.ts";
import type { DocumentName, Version } from "./types.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });
const paragraph = style({ margin: 0 });
const subtitle = style({ font: "title-sm", color: "heading", marginTop: 0, marginBottom: 8 });

function Restore({
  document,
  version,
  over,
  onDone,
}: {
  document: DocumentName;
  version: number;
  over: number;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const guard = useDatabaseGuard();
  const { authorship, setAuthorship, remember } = useAuthorship(
    t("configuration.restoreNote", { version }),
  );
  const restore = useRestore(document, {
    onSuccess: (saved) => {
      ToastQueue.positive(t("configuration.restored", { version, saved: saved.version }), {
        timeout: 5000,
      });
      onDone();
    },
    // What it is compared with is old when somebody else was faster.
    onError: () => void documentsChanged(queries),
  });
  const misfits = restore.error instanceof ApiError ? restore.error.errors : [];
  return (
    <Dialog size="L">
      <Heading slot="title">{t("configuration.restoreTitle", { version })}</Heading>
      <Content>
        <div className={stack}>
          <p className={paragraph}>{t("configuration.restoreBody")}</p>
          {misfits.length > 0 ? (
            <Misfits errors={misfits} leads={false} level={3} />
          ) : (
            restore.error && (
              <InlineAlert variant="negative" styles={style({ width: "full" })}>
                <Heading>{t("configuration.saveFailed")}</Heading>
                <Content>{errorText(t, restore.error)}</Content>
              </InlineAlert>
            )
          )}
          <div>
            <h3 className={subtitle}>{t("configuration.changes")}</h3>
            <Diff document={document} from={over} to={version} />
          </div>
          <AuthorFields authorship={authorship} onChange={setAuthorship} />
          <p className={paragraph}>{t("configuration.saveHint")}</p>
        </div>
      </Content>
      <ButtonGroup>
        <Button variant="secondary" onPress={onDone}>
          {t("action.cancel")}
        </Button>
        <Button
          variant="accent"
          isPending={restore.isPending}
          {...guard}
          onPress={() => {
            remember();
            restore.mutate({ over, version, authorship });
          }}
        >
          {t("configuration.restore")}
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}

/** Asks before an old version becomes the newest one, and says what that changes. */
export function RestoreDialog({
  document,
  version,
  over,
  onDone,
}: {
  document: DocumentName;
  version: Version | null;
  /** The version that is saved now. */
  over: number | undefined;
  onDone: () => void;
}) {
  return (
    <DialogContainer onDismiss={onDone}>
      {version && over !== undefined && (
        <Restore document={document} version={version.version} over={over} onDone={onDone} />
      )}
    </DialogContainer>
  );
}
