import { TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rememberAuthor, rememberedAuthor } from "./author.ts";
import type { Authorship } from "./types.ts";

const fields = style({ display: "flex", flexDirection: "column", gap: 16 });

/** Who saves and why; the name is remembered in this browser. */
export function useAuthorship(note = "") {
  const [authorship, setAuthorship] = useState<Authorship>(() => ({
    author: rememberedAuthor(),
    note,
  }));
  return { authorship, setAuthorship, remember: () => rememberAuthor(authorship.author) };
}

export function AuthorFields({
  authorship,
  onChange,
}: {
  authorship: Authorship;
  onChange: (authorship: Authorship) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={fields}>
      <TextField
        label={t("configuration.note")}
        description={t("configuration.noteHint")}
        value={authorship.note}
        onChange={(note) => onChange({ ...authorship, note })}
        maxLength={500}
        autoComplete="off"
      />
      <TextField
        label={t("configuration.author")}
        description={t("configuration.authorHint")}
        value={authorship.author}
        onChange={(author) => onChange({ ...authorship, author })}
        maxLength={100}
        autoComplete="name"
      />
    </div>
  );
}
