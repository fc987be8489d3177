import { NumberField, TextField } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { Fields } from "../configuration/fields.ts";
import { WordsField } from "../configuration/WordsField.tsx";
import type { SystemName } from "./types.ts";

const full = style({ width: "full" });

type FieldsOf = ComponentType<{ fields: Fields }>;

const Dynamics: FieldsOf = ({ fields }) => {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t("connections.dynamics.url")}
        description={t("connections.dynamics.urlHelp")}
        placeholder="https://contoso.crm4.dynamics.com"
        type="url"
        styles={full}
        {...fields.text("/dynamics/url")}
      />
      <TextField
        label={t("connections.dynamics.tenant")}
        description={t("connections.dynamics.tenantHelp")}
        styles={full}
        {...fields.optionalText("/dynamics/tenant")}
      />
      <TextField
        label={t("connections.dynamics.clientId")}
        description={t("connections.dynamics.clientIdHelp")}
        styles={full}
        {...fields.text("/dynamics/clientId")}
      />
    </>
  );
};

const Campaign: FieldsOf = ({ fields }) => {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t("connections.campaign.url")}
        description={t("connections.campaign.urlHelp")}
        placeholder="https://mc.adobe.io/contoso/campaign"
        type="url"
        styles={full}
        {...fields.text("/campaign/url")}
      />
      <TextField
        label={t("connections.campaign.organization")}
        description={t("connections.campaign.organizationHelp")}
        placeholder="contoso"
        styles={full}
        {...fields.optionalText("/campaign/organization")}
      />
      <TextField
        label={t("connections.campaign.clientId")}
        description={t("connections.campaign.clientIdHelp")}
        styles={full}
        {...fields.text("/campaign/clientId")}
      />
      <WordsField
        label={t("connections.campaign.scopes")}
        description={t("connections.campaign.scopesHelp")}
        styles={full}
        {...fields.words("/campaign/scopes")}
      />
    </>
  );
};

const Sftp: FieldsOf = ({ fields }) => {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t("connections.sftp.host")}
        description={t("connections.sftp.hostHelp")}
        styles={full}
        {...fields.text("/sftp/host")}
      />
      <NumberField
        label={t("connections.sftp.port")}
        minValue={1}
        maxValue={65_535}
        formatOptions={{ useGrouping: false }}
        hideStepper
        styles={full}
        {...fields.number("/sftp/port")}
      />
      <TextField
        label={t("connections.sftp.user")}
        description={t("connections.sftp.userHelp")}
        styles={full}
        {...fields.text("/sftp/user")}
      />
      <TextField
        label={t("connections.sftp.hostKey")}
        description={t("connections.sftp.hostKeyHelp")}
        placeholder="SHA256:…"
        styles={full}
        {...fields.text("/sftp/hostKey")}
      />
    </>
  );
};

/** The address at which tokens are had, and the pace. */
function moreOf(system: "dynamics" | "campaign", pace: readonly string[]): FieldsOf {
  return ({ fields }) => {
    const { t } = useTranslation();
    return (
      <>
        <TextField
          label={t("connections.tokenUrl")}
          description={t(`connections.${system}.tokenUrlHelp`)}
          type="url"
          styles={full}
          {...fields.optionalText(`/${system}/tokenUrl`)}
        />
        {pace.map((name) => (
          <NumberField
            key={name}
            label={t(`connections.pace.${name as "requestsPerSecond"}`)}
            description={t(`connections.${system}.${name as "requestsPerSecond"}Help`)}
            minValue={0}
            styles={full}
            {...fields.number(`/${system}/${name}`)}
          />
        ))}
      </>
    );
  };
}

/** What everybody fills in. */
export const FIELDS: Record<SystemName, FieldsOf> = {
  dynamics: Dynamics,
  campaign: Campaign,
  sftp: Sftp,
};

const PACE = {
  dynamics: ["requestsPerSecond", "maxConcurrency", "averageConcurrency"],
  campaign: ["requestsPerSecond", "maxConcurrency"],
} as const;

/** What hardly anybody does, and which places that is. */
export const ADVANCED: Partial<Record<SystemName, { Fields: FieldsOf; places: string[] }>> = {
  dynamics: {
    Fields: moreOf("dynamics", PACE.dynamics),
    places: ["tokenUrl", ...PACE.dynamics],
  },
  campaign: {
    Fields: moreOf("campaign", PACE.campaign),
    places: ["tokenUrl", ...PACE.campaign],
  },
};
