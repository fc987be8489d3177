import { Button, Text } from "@react-spectrum/s2";
import Add from "@react-spectrum/s2/icons/Add";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../api/errorText.ts";
import type { Secret } from "../api/types.ts";
import { fieldsOf } from "../configuration/fields.ts";
import { misfitsWithin } from "../configuration/misfitsAt.ts";
import { Advanced, Grid, Section } from "../configuration/Section.tsx";
import type { Draft } from "../configuration/useDocument.ts";
import { ADVANCED, FIELDS } from "./Fields.tsx";
import { useConnectionTest } from "./queries.ts";
import { SecretField } from "./SecretField.tsx";
import { TestResult } from "./TestResult.tsx";
import {
  BLANK,
  type Connections,
  SECRETS,
  type SystemName,
  secretOf,
  type TypedSecrets,
} from "./types.ts";

const test = style({ display: "flex", flexDirection: "column", alignItems: "start", gap: 16 });
const buttons = style({ display: "flex", flexWrap: "wrap", gap: 8 });

function filled(typed: TypedSecrets): TypedSecrets {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ""));
}

function Form({
  system,
  draft,
  secrets,
}: {
  system: SystemName;
  draft: Draft<Connections>;
  secrets: Secret[];
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<TypedSecrets>({});
  const tried = useConnectionTest(system);
  const fields = fieldsOf(draft);
  const advanced = ADVANCED[system];
  const More = advanced?.Fields;
  const connection = draft.content[system];
  const Main = FIELDS[system];
  return (
    <>
      <Grid>
        <Main fields={fields} />
        {SECRETS[system].map(({ name, lines }) => (
          <SecretField
            key={name}
            system={system}
            name={name}
            lines={lines}
            secret={secretOf(secrets, system, name)}
            isNeeded={SECRETS[system].every((one) => !secretOf(secrets, system, one.name)?.set)}
            typed={typed[name] ?? ""}
            onTyped={(value) => setTyped((before) => ({ ...before, [name]: value }))}
          />
        ))}
      </Grid>
      {advanced && More && (
        <Advanced
          isInvalid={advanced.places.some(
            (place) => misfitsWithin(draft.errors, `/${system}/${place}`).length > 0,
          )}
        >
          <Grid>
            <More fields={fields} />
          </Grid>
        </Advanced>
      )}
      <div className={test}>
        <div className={buttons}>
          <Button
            variant="primary"
            isPending={tried.isPending}
            onPress={() => tried.mutate({ connection, secrets: filled(typed) })}
          >
            {t("connections.test")}
          </Button>
          <Button
            variant="secondary"
            fillStyle="outline"
            onPress={() => fields.put(`/${system}`, undefined)}
          >
            {t("connections.removeConnection")}
          </Button>
        </div>
        <div role="status" className={style({ width: "full" })}>
          {tried.data && (
            <TestResult
              result={tried.data}
              hostKey={String(draft.content.sftp?.hostKey ?? "")}
              onHostKey={(hostKey) => fields.put("/sftp/hostKey", hostKey)}
            />
          )}
          {tried.error && (
            <span>
              {t("connections.testUnable")} {errorText(t, tried.error)}
            </span>
          )}
        </div>
      </div>
    </>
  );
}

/** One system: how to reach it, its secrets, and the test of both. */
export function ConnectionSection({
  system,
  draft,
  secrets,
}: {
  system: SystemName;
  draft: Draft<Connections>;
  secrets: Secret[];
}) {
  const { t } = useTranslation();
  const isThere = Boolean(draft.content[system]);
  return (
    <div data-connection-of={system} data-pointer={`/${system}`}>
      <Section
        title={t(`connections.${system}.title`)}
        hint={t(`connections.${system}.hint`)}
        end={
          !isThere && (
            <Button
              variant="primary"
              aria-label={t("connections.setUpNamed", {
                system: t(`connections.${system}.title`),
              })}
              onPress={() => fieldsOf(draft).put(`/${system}`, BLANK[system])}
            >
              <Add />
              <Text>{t("connections.setUp")}</Text>
            </Button>
          )
        }
      >
        {isThere && <Form system={system} draft={draft} secrets={secrets} />}
      </Section>
    </div>
  );
}
