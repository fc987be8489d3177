import { Button, Form, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDatabaseGuard } from "../status/database.ts";
import { contactIdIn } from "./contactId.ts";

const row = style({
  display: "flex",
  flexWrap: "wrap",
  alignItems: "start",
  columnGap: 12,
  rowGap: 12,
});
const field = style({ width: "full", maxWidth: 448 });
/** Beside the field, below its label. */
const button = style({ marginTop: { default: 0, md: 24 } });

/** Asks for a person's contact id. What is none is said at the field and goes nowhere. */
export function ContactIdForm({
  action,
  variant,
  isPending,
  onContactId,
}: {
  action: ReactNode;
  variant: "accent" | "negative";
  isPending: boolean;
  onContactId: (id: string) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const guard = useDatabaseGuard();
  return (
    <Form
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const id = contactIdIn(typed);
        setWrong(id === undefined);
        if (id !== undefined && !isPending && !guard.isDisabled) {
          onContactId(id);
        }
      }}
    >
      <div className={row}>
        <TextField
          label={t("person.contactId")}
          description={t("person.contactIdHint")}
          errorMessage={t("person.contactIdWrong")}
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
        <Button type="submit" variant={variant} isPending={isPending} styles={button} {...guard}>
          {action}
        </Button>
      </div>
    </Form>
  );
}
