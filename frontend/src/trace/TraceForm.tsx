import { Button, Form, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TraceQuestion } from "../api/trace.ts";
import { useFormat } from "../format/format.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { MOST_CHARACTERS, questionIn } from "./question.ts";

const row = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  columnGap: 12,
  rowGap: 12,
});
const field = style({ width: "full", maxWidth: 560 });
/** Beside the field, below its label. */
const button = style({ marginTop: { default: 0, md: 24 } });

/** Asks whose journey is to be shown. */
export function TraceForm({ onQuestion }: { onQuestion: (question: TraceQuestion) => void }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const guard = useDatabaseGuard();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  return (
    <Form
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const question = questionIn(typed);
        setWrong(question === undefined);
        if (question && !guard.isDisabled) {
          onQuestion(question);
        }
      }}
    >
      <div className={row}>
        <TextField
          label={t("trace.field")}
          description={t("trace.fieldHint")}
          errorMessage={t("trace.wrong", { most: count(MOST_CHARACTERS) })}
          isInvalid={wrong}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            setWrong(false);
          }}
          autoComplete="off"
          spellCheck="false"
          styles={field}
        />
        <Button type="submit" variant="accent" styles={button} {...guard}>
          {t("trace.show")}
        </Button>
      </div>
    </Form>
  );
}
