import { AlertDialog, DialogContainer } from "@react-spectrum/s2";
import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** Asks before unsaved changes are left behind, also when the tab is closed. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  });
  return (
    // The dialog is dismissed before its answer is told: leaving must come first.
    <DialogContainer onDismiss={() => queueMicrotask(() => reset?.())}>
      {status === "blocked" && (
        <AlertDialog
          title={t("configuration.leaveTitle")}
          variant="warning"
          primaryActionLabel={t("configuration.leave")}
          cancelLabel={t("configuration.stay")}
          onPrimaryAction={() => proceed()}
        >
          {t("configuration.leaveBody")}
        </AlertDialog>
      )}
    </DialogContainer>
  );
}
