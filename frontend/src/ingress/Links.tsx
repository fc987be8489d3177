import {
  ActionButton,
  Picker,
  PickerItem,
  Text,
  Tooltip,
  TooltipTrigger,
} from "@react-spectrum/s2";
import Add from "@react-spectrum/s2/icons/Add";
import Delete from "@react-spectrum/s2/icons/Delete";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { sentences } from "../configuration/misfitsAt.ts";
import { plainList, sectionHint, sectionTitle, sheet } from "../theme/surfaces.ts";
import { ColumnPicker } from "./ColumnPicker.tsx";
import { FieldLine } from "./FieldGrid.tsx";
import { attributeOf, useField, useFlowForm } from "./FlowForm.ts";
import { type LinkRow, linkPointer } from "./model/draft.ts";
import { kindOf } from "./model/kinds.ts";
import { unclaimed } from "./model/misfits.ts";
import { hint, sectionBody, sectionHead, wrong } from "./styles.ts";

const list = style({ display: "flex", flexDirection: "column", gap: 24 });
const remove = style({ marginTop: { default: 0, md: 24 } });
const whole = style({ width: "full" });

/** Link fields that are fed by lookups: which parents, and which flow brings them. */
export function Links({ links }: { links: LinkRow[] }) {
  const { t } = useTranslation();
  const { pointer, others, dispatch } = useFlowForm();
  return (
    <section
      className={sheet}
      aria-labelledby="links-title"
      data-pointer={`${pointer}/mapping/links`}
    >
      <div className={sectionHead}>
        <div>
          <h2 id="links-title" className={sectionTitle}>
            {t("ingress.links.title")}
          </h2>
          <p className={sectionHint}>{t("ingress.links.hint")}</p>
        </div>
        <ActionButton isDisabled={others.length === 0} onPress={() => dispatch({ do: "addLink" })}>
          <Add />
          <Text>{t("ingress.links.add")}</Text>
        </ActionButton>
      </div>
      <div className={sectionBody}>
        {links.length === 0 && (
          <p className={hint}>
            {t(others.length === 0 ? "ingress.links.noParents" : "ingress.links.none")}
          </p>
        )}
        <ul className={`${plainList} ${list}`}>
          {links.map((link, index) => (
            <LinkFields key={link.key} link={link} place={linkPointer(index)} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function LinkFields({ link, place }: { link: LinkRow; place: string }) {
  const { t } = useTranslation();
  const { entity, resource, others, pointer, errors, used, dispatch } = useFlowForm();
  const rest = unclaimed(errors, pointer + place, ["source", "target", "flow"]);
  const sourceState = useField(`${place}/source`);
  const targetState = useField(`${place}/target`);
  const flowState = useField(`${place}/flow`);
  const set = (change: Partial<LinkRow>) => dispatch({ do: "link", key: link.key, change });
  // A lookup says which tables it points to: usually one flow only can bring those.
  const parents = (source: string) => {
    const targets = attributeOf(entity, source)?.targets ?? [];
    return others.filter(({ mapping }) => targets.includes(mapping.entity));
  };
  return (
    <li data-pointer={pointer + place}>
      <FieldLine kind="link">
        <ColumnPicker
          label={t("ingress.links.source")}
          columns={entity?.attributes.filter(({ type }) => kindOf(type) === "lookup")}
          name={link.source}
          onChange={(source) => {
            const [parent] = parents(source);
            set({ source, ...(parent && link.flow === "" && { flow: parent.id }) });
          }}
          state={sourceState}
        />
        <Picker
          label={t("ingress.links.flow")}
          description={t("ingress.links.flowHint")}
          placeholder={t("ingress.choose")}
          styles={whole}
          selectedKey={link.flow === "" ? null : link.flow}
          onSelectionChange={(flow) => set({ flow: String(flow) })}
          {...flowState}
        >
          {others.map(({ id, mapping }) => (
            <PickerItem key={id} id={id} textValue={id}>
              <Text slot="label">{id}</Text>
              <Text slot="description">
                {mapping.entity} → {mapping.resource}
              </Text>
            </PickerItem>
          ))}
        </Picker>
        <ColumnPicker
          label={t("ingress.links.target")}
          columns={resource?.fields.filter(
            ({ name, type }) =>
              name === link.target || (kindOf(type) === "lookup" && !used.has(name)),
          )}
          name={link.target}
          onChange={(target) => set({ target })}
          state={targetState}
        />
        <TooltipTrigger>
          <ActionButton
            isQuiet
            styles={remove}
            aria-label={t("ingress.links.remove", { name: link.target || link.source })}
            onPress={() => dispatch({ do: "removeLink", key: link.key })}
          >
            <Delete />
          </ActionButton>
          <Tooltip>{t("ingress.remove")}</Tooltip>
        </TooltipTrigger>
      </FieldLine>
      {rest.length > 0 && <div className={wrong}>{sentences(rest)}</div>}
    </li>
  );
}
