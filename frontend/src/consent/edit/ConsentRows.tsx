import {
  ActionButton,
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  Picker,
  PickerItem,
  Text,
} from "@react-spectrum/s2";
import Add from "@react-spectrum/s2/icons/Add";
import Delete from "@react-spectrum/s2/icons/Delete";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { Fields } from "../../configuration/fields.ts";
import { Section } from "../../configuration/Section.tsx";
import { plainList } from "../../theme/surfaces.ts";
import { FlagField } from "./FlagField.tsx";
import { CHANNELS, type Channel, type Consent, DIRECTIONS, usualRow } from "./types.ts";

const list = style({ display: "flex", flexDirection: "column", gap: 16 });
const row = style({
  display: "grid",
  gridTemplateColumns: {
    default: ["minmax(0, 1fr)"],
    md: ["minmax(0, 1fr)", "minmax(0, 1fr)"],
    lg: ["176px", "minmax(0, 1fr)", "minmax(0, 1fr)", "224px", "auto"],
  },
  columnGap: 16,
  rowGap: 12,
  alignItems: "start",
  paddingBottom: { default: 16, ":last-child": 0 },
  borderStyle: "solid",
  borderWidth: 0,
  borderBottomWidth: { default: 1, ":last-child": 0 },
  borderColor: "gray-200",
});
const channelName = style({
  font: "title-sm",
  color: "heading",
  margin: 0,
  // On the line of the fields, which have a label above.
  marginTop: { default: 0, lg: 28 },
});
const remove = style({ marginTop: { default: 0, lg: 24 } });
const full = style({ width: "full" });
const none = style({ font: "body", color: "neutral-subdued", margin: 0 });

function Row({ content, fields, index }: { content: Consent; fields: Fields; index: number }) {
  const { t } = useTranslation();
  const consented = content.rows[index];
  if (!consented) {
    return null;
  }
  const channel = t(`consent.channel.${consented.channel}`);
  const place = `/rows/${index}`;
  return (
    <li className={row} data-channel={consented.channel} data-pointer={place}>
      <h3 className={channelName}>{channel}</h3>
      <FlagField
        side="dynamics"
        table={content.entity}
        label={t("consentEditor.attribute")}
        fields={fields}
        pointer={`${place}/attribute`}
      />
      <FlagField
        side="campaign"
        table={content.resource}
        label={t("consentEditor.field")}
        fields={fields}
        pointer={`${place}/field`}
      />
      <Picker
        label={t("consentEditor.direction")}
        styles={full}
        {...fields.choice(`${place}/direction`)}
      >
        {DIRECTIONS.map((direction) => (
          <PickerItem key={direction} id={direction}>
            {t(`consentEditor.directions.${direction}`)}
          </PickerItem>
        ))}
      </Picker>
      <div className={remove}>
        <ActionButton
          isQuiet
          aria-label={t("consentEditor.removeRow", { channel })}
          onPress={() =>
            fields.put(
              "/rows",
              content.rows.filter((_, other) => other !== index),
            )
          }
        >
          <Delete />
        </ActionButton>
      </div>
    </li>
  );
}

/** Each channel's flag in both systems, and which way it may be written. */
export function ConsentRows({ content, fields }: { content: Consent; fields: Fields }) {
  const { t } = useTranslation();
  const used = content.rows.map(({ channel }) => channel);
  const left = CHANNELS.filter((channel) => !used.includes(channel));
  const add = (channel: Channel) => fields.put("/rows", [...content.rows, usualRow(channel)]);
  return (
    <Section
      title={t("consentEditor.rows")}
      hint={t("consentEditor.rowsHint")}
      end={
        left.length > 0 && (
          <MenuTrigger>
            <Button variant="primary">
              <Add />
              <Text>{t("consentEditor.addRow")}</Text>
            </Button>
            <Menu onAction={(key) => add(key as Channel)}>
              {left.map((channel) => (
                <MenuItem key={channel} id={channel}>
                  {t(`consent.channel.${channel}`)}
                </MenuItem>
              ))}
            </Menu>
          </MenuTrigger>
        )
      }
    >
      {content.rows.length === 0 ? (
        <p className={none}>{t("consentEditor.noRows")}</p>
      ) : (
        <ul className={`${plainList} ${list}`}>
          {content.rows.map(({ channel }, index) => (
            <Row key={channel} content={content} fields={fields} index={index} />
          ))}
        </ul>
      )}
    </Section>
  );
}
