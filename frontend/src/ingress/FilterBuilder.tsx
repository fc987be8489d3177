import { ActionButton, SegmentedControl, SegmentedControlItem, Text } from "@react-spectrum/s2";
import Add from "@react-spectrum/s2/icons/Add";
import Delete from "@react-spectrum/s2/icons/Delete";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { misfitsWithin, sentences } from "../configuration/misfitsAt.ts";
import type { Misfit } from "../configuration/types.ts";
import { plainList } from "../theme/surfaces.ts";
import { FilterCondition } from "./FilterCondition.tsx";
import { kindsOf } from "./FlowForm.ts";
import {
  added,
  EMPTY_CONDITION,
  filterOf,
  type Group,
  groupOf,
  type Join,
  joined,
  type Path,
  pointerOf,
  replaced,
  rootOf,
  toOData,
} from "./model/filter.ts";
import type { Condition, Filter } from "./model/flow.ts";
import type { Entity } from "./model/schema.ts";
import { code, hint, line, strong, wrong } from "./styles.ts";

const list = style({ display: "flex", flexDirection: "column", gap: 16 });
const inner = style({
  display: "flex",
  flexDirection: "column",
  gap: 16,
  padding: 16,
  borderStyle: "solid",
  borderWidth: 1,
  borderRadius: "lg",
  borderColor: "gray-200",
  backgroundColor: "layer-1",
});
const stack = style({ display: "flex", flexDirection: "column", gap: 16 });
/** Deeper groups than these nobody reads any more. */
const DEEPEST = 3;

interface Editing {
  filter: Filter | null;
  onChange: (filter: Filter | null) => void;
  entity: Entity | undefined;
  errors: Misfit[];
  /** The filter's pointer, which misfits are named by. */
  pointer: string;
  /** What having no conditions means. */
  none: string;
}

/** Conditions joined by and/or, in groups; below them the same as OData writes it. */
export function FilterBuilder(editing: Editing) {
  const { t } = useTranslation();
  const { filter, entity, errors, pointer } = editing;
  const root = rootOf(filter);
  const own = errors.filter((misfit) => misfit.pointer === pointer);
  return (
    <div className={stack} data-pointer={pointer}>
      {root.parts.length === 0 ? (
        <p className={hint}>{editing.none}</p>
      ) : (
        <Parts editing={editing} group={root} path={[]} />
      )}
      <Adders editing={editing} path={[]} />
      {groupOf(filter ?? root.parts[0] ?? EMPTY_CONDITION) && own.length > 0 && (
        <div className={wrong}>{sentences(own)}</div>
      )}
      {filter && (
        <div>
          <p className={strong}>{t("ingress.filter.odata")}</p>
          <code className={code} data-odata>
            {toOData(filter, kindsOf(entity))}
          </code>
        </div>
      )}
    </div>
  );
}

function Adders({ editing, path }: { editing: Editing; path: Path }) {
  const { t } = useTranslation();
  const { filter, onChange } = editing;
  return (
    <div className={line}>
      <ActionButton onPress={() => onChange(added(filter, path, EMPTY_CONDITION))}>
        <Add />
        <Text>{t("ingress.filter.addCondition")}</Text>
      </ActionButton>
      {path.length < DEEPEST - 1 && (
        <ActionButton
          isQuiet
          onPress={() =>
            onChange(added(filter, path, filterOf({ join: "any", parts: [EMPTY_CONDITION] })))
          }
        >
          <Add />
          <Text>{t("ingress.filter.addGroup")}</Text>
        </ActionButton>
      )}
    </div>
  );
}

/** The parts of a group, and how they are joined. */
function Parts({ editing, group, path }: { editing: Editing; group: Group; path: Path }) {
  const { t } = useTranslation();
  const { filter, onChange } = editing;
  return (
    <>
      {group.parts.length > 1 && (
        <SegmentedControl
          aria-label={t("ingress.filter.join")}
          selectedKey={group.join}
          onSelectionChange={(key) => onChange(joined(filter, path, key as Join))}
        >
          <SegmentedControlItem id="all">{t("ingress.filter.all")}</SegmentedControlItem>
          <SegmentedControlItem id="any">{t("ingress.filter.any")}</SegmentedControlItem>
        </SegmentedControl>
      )}
      <ul className={`${plainList} ${list}`}>
        {group.parts.map((part, index) => {
          const place = [...path, index];
          return (
            <li key={place.join(".")}>
              <Part editing={editing} part={part} path={place} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Part({ editing, part, path }: { editing: Editing; part: Filter; path: Path }) {
  const { t } = useTranslation();
  const { filter, onChange, entity, errors, pointer } = editing;
  const group = groupOf(part);
  const place = pointer + pointerOf(filter, path);
  if (!group) {
    return (
      <FilterCondition
        condition={part as Condition}
        entity={entity}
        place={place}
        errors={misfitsWithin(errors, place)}
        onChange={(next) => onChange(replaced(filter, path, next))}
      />
    );
  }
  const own = errors.filter((misfit) => misfit.pointer === place);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a flex box everywhere
    <div className={inner} role="group" aria-label={t("ingress.filter.group")} data-pointer={place}>
      <Parts editing={editing} group={group} path={path} />
      {own.length > 0 && <div className={wrong}>{sentences(own)}</div>}
      <div className={line}>
        <Adders editing={editing} path={path} />
        <ActionButton
          isQuiet
          aria-label={t("ingress.filter.removeGroup")}
          onPress={() => onChange(replaced(filter, path, null))}
        >
          <Delete />
        </ActionButton>
      </div>
    </div>
  );
}
