import { DialogContainer, Skeleton, Text } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LoadFailed, usePageTitle } from "../shell/Message.tsx";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { DocumentHead } from "./DocumentHead.tsx";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { Misfits } from "./Misfits.tsx";
import { SaveBar } from "./SaveBar.tsx";
import type { DocumentName, SavedDocument } from "./types.ts";
import { type Draft, type Merge, useDocument, useDraft } from "./useDocument.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });
function Loaded<T>({
  saved,
  merge,
  children,
}: {
  saved: SavedDocument<T>;
  merge: Merge<T> | undefined;
  children: (draft: Draft<T>) => ReactNode;
}) {
  const draft = useDraft(saved, merge);
  return (
    <>
      <div className={stack}>{children(draft)}</div>
      {/* Below the fields: what appears while somebody types must not move what they type into. */}
      <Misfits errors={draft.errors} />
      <Misfits errors={draft.warnings} variant="notice" />
      <SaveBar draft={draft} />
      <LeaveGuard dirty={draft.dirty} />
      <DialogContainer onDismiss={() => {}}>
        {draft.conflict && <ConflictDialog draft={draft} theirs={draft.conflict} />}
      </DialogContainer>
    </>
  );
}

/**
 * The page on which a document is edited: loads it, says what is wrong with it and leads there,
 * saves it with a note, settles conflicts, and asks before changes are left behind. What the fields
 * are is the child's business.
 */
export function DocumentEditor<T>({
  document,
  title,
  subtitle,
  backTo,
  merge,
  children,
}: {
  document: DocumentName;
  title: string;
  subtitle?: string;
  backTo?: { href: string; label: string };
  /** For an editor of a part only: the rest is taken from a version that was saved meanwhile. */
  merge?: Merge<T>;
  children: (draft: Draft<T>) => ReactNode;
}) {
  const { t } = useTranslation();
  const { data, isError, refetch } = useDocument<T>(document);
  usePageTitle(title);
  return (
    <div className={stack}>
      <DocumentHead
        history={document}
        title={title}
        {...(subtitle && { subtitle })}
        {...(backTo && { backTo })}
      />
      {data ? (
        <Loaded saved={data} merge={merge}>
          {children}
        </Loaded>
      ) : isError ? (
        <LoadFailed title={t("configuration.loadFailed")} onRetry={() => void refetch()}>
          {t("configuration.loadFailedHint")}
        </LoadFailed>
      ) : (
        <div className={stack} role="status" aria-label={t("configuration.loading")}>
          <Skeleton isLoading>
            <Text styles={style({ font: "title" })}>What is configured</Text>
            <Text styles={style({ font: "body" })}>A field, and another one beside it</Text>
            <Text styles={style({ font: "body" })}>A switch</Text>
          </Skeleton>
        </div>
      )}
    </div>
  );
}
