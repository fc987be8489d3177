import { ActionButton, Link, Tooltip, TooltipTrigger } from "@react-spectrum/s2";
import Delete from "@react-spectrum/s2/icons/Delete";
import Refresh from "@react-spectrum/s2/icons/Refresh";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DeadLetterAction, DeadLetterFilter, DeadLetterGroup } from "../api/deadLetters.ts";
import { useFormat } from "../format/format.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { flowName } from "../status/names.ts";
import {
  card,
  cardGrid,
  cardHead,
  cell,
  headCell,
  plainList,
  scroll,
  table,
  term,
  value,
} from "../theme/surfaces.ts";
import { useNarrow } from "../theme/useMedia.ts";
import { lettersHref, reasonName, workflowNameOf } from "./words.ts";

const name = style({ font: "title-sm" });
const actions = style({ display: "flex", gap: 4, justifyContent: "end" });

interface Props {
  groups: DeadLetterGroup[];
  /** Which of them are listed below. */
  filter: DeadLetterFilter;
  onAct: (action: DeadLetterAction, group: DeadLetterFilter) => void;
}

/** The group as a filter. */
const only = ({ workflow, flow, reasonCode }: DeadLetterGroup) => ({ workflow, flow, reasonCode });
const keyOf = (group: DeadLetterGroup) => JSON.stringify(only(group));

/** How many dead letters there are of each workflow, flow and reason, and what to do with them all. */
export function Groups(props: Props) {
  return useNarrow() ? <GroupCards {...props} /> : <GroupTable {...props} />;
}

function GroupName({ group, filter }: { group: DeadLetterGroup; filter: DeadLetterFilter }) {
  const { t } = useTranslation();
  const { workflow, flow, reasonCode } = filter;
  const isCurrent = keyOf(group) === JSON.stringify({ workflow, flow, reasonCode });
  return (
    <span className={name}>
      <Link
        isStandalone
        isQuiet
        href={lettersHref(group)}
        {...(isCurrent && { "aria-current": "true" as const })}
      >
        {reasonName(t, group.reasonCode)}
      </Link>
    </span>
  );
}

function Actions({ group, onAct }: { group: DeadLetterGroup; onAct: Props["onAct"] }) {
  const { t } = useTranslation();
  const names = { flow: flowName(t, group.flow), reason: reasonName(t, group.reasonCode) };
  const action = (kind: DeadLetterAction, label: string, icon: ReactNode) => (
    <IconAction
      label={label}
      tooltip={t(`deadLetters.${kind}All`)}
      onPress={() => onAct(kind, only(group))}
    >
      {icon}
    </IconAction>
  );
  return (
    <div className={actions}>
      {action("replay", t("deadLetters.replayGroup", names), <Refresh />)}
      {action("discard", t("deadLetters.discardGroup", names), <Delete />)}
    </div>
  );
}

function IconAction({
  label,
  tooltip,
  onPress,
  children,
}: {
  label: string;
  tooltip: string;
  onPress: () => void;
  children: ReactNode;
}) {
  const guard = useDatabaseGuard();
  return (
    <TooltipTrigger>
      <ActionButton isQuiet aria-label={label} onPress={onPress} {...guard}>
        {children}
      </ActionButton>
      <Tooltip>{tooltip}</Tooltip>
    </TooltipTrigger>
  );
}

function Moment({ at }: { at: string }) {
  const { when, dateTime } = useFormat();
  return (
    <time className="tabular" dateTime={at} title={dateTime(at)}>
      {when(at)}
    </time>
  );
}

function GroupTable({ groups, filter, onAct }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <div className={scroll}>
      <table className={table}>
        <caption className="visually-hidden">{t("deadLetters.groupsCaption")}</caption>
        <thead>
          <tr>
            {(["reason", "workflow", "flow", "number", "newest", "oldest"] as const).map(
              (column) => (
                <th
                  key={column}
                  scope="col"
                  className={headCell({ isNumber: column === "number" })}
                >
                  {t(`deadLetters.${column}`)}
                </th>
              ),
            )}
            <th scope="col" className={headCell({})}>
              <span className="visually-hidden">{t("deadLetters.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={keyOf(group)} data-group={group.reasonCode}>
              <th scope="row" className={cell({})}>
                <GroupName group={group} filter={filter} />
              </th>
              <td className={cell({})}>{workflowNameOf(t, group.workflow)}</td>
              <td className={cell({})}>{flowName(t, group.flow)}</td>
              <td className={`tabular ${cell({ isNumber: true })}`}>{count(group.count)}</td>
              <td className={cell({})}>
                <Moment at={group.newest} />
              </td>
              <td className={cell({})}>
                <Moment at={group.oldest} />
              </td>
              <td className={cell({})}>
                <Actions group={group} onAct={onAct} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupCards({ groups, filter, onAct }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <ul className={plainList}>
      {groups.map((group) => (
        <li key={keyOf(group)} className={card} data-group={group.reasonCode}>
          <div className={cardHead}>
            <GroupName group={group} filter={filter} />
            <Actions group={group} onAct={onAct} />
          </div>
          <dl className={cardGrid}>
            <Fact term={t("deadLetters.workflow")}>{workflowNameOf(t, group.workflow)}</Fact>
            <Fact term={t("deadLetters.flow")}>{flowName(t, group.flow)}</Fact>
            <Fact term={t("deadLetters.number")}>{count(group.count)}</Fact>
            <Fact term={t("deadLetters.newest")}>
              <Moment at={group.newest} />
            </Fact>
            <Fact term={t("deadLetters.oldest")}>
              <Moment at={group.oldest} />
            </Fact>
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Fact({ term: name, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className={term}>{name}</dt>
      <dd className={`tabular ${value}`}>{children}</dd>
    </div>
  );
}
