import { Button, Content, Heading, InlineAlert } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client.ts";
import { errorText } from "../api/errorText.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { AuthorFields, useAuthorship } from "./AuthorFields.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { FileErrors } from "./FileErrors.tsx";
import { Misfits } from "./Misfits.tsx";
import type { Authorship, Imported } from "./types.ts";

const stack = style({ display: "flex", flexDirection: "column", gap: 24 });
const subtitle = style({ font: "title-sm", color: "heading", marginTop: 0, marginBottom: 8 });
const hint = style({ font: "body-sm", color: "neutral-subdued", margin: 0 });
const apply = style({ display: "flex", flexDirection: "column", alignItems: "start", gap: 16 });
const fields = style({ width: "full", maxWidth: 480 });

function Apply({
  isPending,
  onApply,
}: {
  isPending: boolean;
  onApply: (authorship: Authorship) => void;
}) {
  const { t } = useTranslation();
  const { authorship, setAuthorship, remember } = useAuthorship();
  const guard = useDatabaseGuard();
  return (
    <div className={apply}>
      <div className={fields}>
        <AuthorFields authorship={authorship} onChange={setAuthorship} />
      </div>
      <p className={hint}>{t("configuration.saveHint")}</p>
      <Button
        variant="accent"
        isPending={isPending}
        {...guard}
        onPress={() => {
          remember();
          onApply(authorship);
        }}
      >
        {t("configuration.file.apply")}
      </Button>
    </div>
  );
}

/** What a file would change, document by document, and the way to apply it; or what is wrong. */
export function ImportResult({
  text,
  found,
  failure,
  isPending,
  onApply,
}: {
  text: string;
  found: Imported | undefined;
  failure: Error | null;
  isPending: boolean;
  onApply: (authorship: Authorship) => void;
}) {
  const { t } = useTranslation();
  const errors = failure instanceof ApiError ? failure.errors : [];
  if (failure) {
    return errors.length > 0 ? (
      <FileErrors errors={errors} text={text} />
    ) : (
      <InlineAlert variant="negative" styles={style({ width: "full" })}>
        <Heading level={3}>{t("configuration.file.importFailed")}</Heading>
        <Content>{errorText(t, failure)}</Content>
      </InlineAlert>
    );
  }
  if (!found) {
    return null;
  }
  const changed = found.documents.filter(({ changes }) => changes.length > 0);
  return (
    <div className={stack} data-import={changed.length}>
      <Misfits errors={found.warnings} variant="notice" leads={false} level={3} />
      {changed.length === 0 ? (
        <InlineAlert variant="informative" styles={style({ width: "full" })}>
          <Heading level={3}>{t("configuration.file.nothing")}</Heading>
          <Content>{t("configuration.file.nothingHint")}</Content>
        </InlineAlert>
      ) : (
        <>
          {changed.map(({ document, changes }) => (
            <div key={document}>
              <h3 className={subtitle}>{t(`configuration.document.${document}`)}</h3>
              <ChangeList changes={changes} />
            </div>
          ))}
          <Apply isPending={isPending} onApply={onApply} />
        </>
      )}
    </div>
  );
}
