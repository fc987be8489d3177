import { Button, ButtonGroup, Content, Heading, IllustratedMessage } from "@react-spectrum/s2";
import NoSearchResults from "@react-spectrum/s2/illustrations/linear/NoSearchResults";
import Warning from "@react-spectrum/s2/illustrations/linear/Warning";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client.ts";
import { errorText } from "../api/errorText.ts";
import { useDatabaseUnavailable } from "../status/database.ts";

const centre = style({
  display: "flex",
  justifyContent: "center",
  paddingY: { default: 32, md: 64 },
  paddingX: 16,
});

/** An illustration, what is the matter, what it means, and perhaps what to do. */
export function Message({
  illustration,
  title,
  children,
  action,
  level = 2,
}: {
  illustration: ReactNode;
  title: string;
  children: ReactNode;
  action?: { label: string; onPress: () => void };
  level?: number;
}) {
  return (
    <div className={centre}>
      <IllustratedMessage>
        {illustration}
        <Heading level={level}>{title}</Heading>
        <Content>{children}</Content>
        {action && (
          <ButtonGroup>
            <Button variant="accent" onPress={action.onPress}>
              {action.label}
            </Button>
          </ButtonGroup>
        )}
      </IllustratedMessage>
    </div>
  );
}

/** The title in the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Tidegate`;
  }, [title]);
}

export function NotFound({
  title,
  children,
  back,
}: {
  title?: string;
  children?: ReactNode;
  /** Where to go from here; to the workflows without it. */
  back?: { label: string; to: string };
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const shown = title ?? t("error.notFoundTitle");
  usePageTitle(shown);
  return (
    <Message
      illustration={<NoSearchResults />}
      title={shown}
      level={1}
      action={{
        label: back?.label ?? t("error.toWorkflows"),
        onPress: () => void navigate({ href: back?.to ?? "/" }),
      }}
    >
      {children ?? t("error.notFoundHint")}
    </Message>
  );
}

/** What remains of a page whose code failed. */
export function Failed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  usePageTitle(t("error.title"));
  return (
    <Message
      illustration={<Warning />}
      title={t("error.title")}
      level={1}
      action={{ label: t("app.retry"), onPress: onRetry }}
    >
      {t("error.hint")}
    </Message>
  );
}

/** The service did not answer a request that the page needs. */
export function LoadFailed({
  title,
  children,
  error,
  onRetry,
}: {
  title?: string;
  children?: ReactNode;
  /** Where it is given, the service's own words are shown if it had any. */
  error?: Error | null;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  const unavailable = useDatabaseUnavailable();
  return (
    <div role="alert">
      <Message
        illustration={<Warning />}
        title={title ?? t("error.loadTitle")}
        action={{ label: t("app.retry"), onPress: onRetry }}
      >
        {unavailable ? (
          t("database.loadHint")
        ) : error instanceof ApiError ? (
          <span lang="en">{errorText(t, error)}</span>
        ) : (
          (children ?? t("error.loadHint"))
        )}
      </Message>
    </div>
  );
}
