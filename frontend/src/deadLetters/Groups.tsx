import { Link } from "@react-spectrum/s2";
import Delete from "@react-spectrum/s2/icons/Delete";
import Refresh from "@react-spectrum/s2/icons/Refresh";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { DeadLetterAction, DeadLetterFilter } from "../api/deadLetters.ts";
import type { DeadLetterGroup } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { IconAction } from "../records/IconAction.tsx";
import { detail } from "../records/styles.ts";
import { useDatabaseGuard } from "../status/database.ts";
import { flowName } from "../status/names.ts";
import { headCell, plainList, scroll, table } from "../theme/surfaces.ts";
import { useMedia } from "../theme/useMedia.ts";
import { lettersHref, reasonName, workflowNameOf } from "./words.ts";

const name = style({ font: "title-sm" });
const cell = style({
  textAlign: { default: "start", isNumber: "end" },
  fontWeight: "normal",
  verticalAlign: "middle",
  paddingStart: { default: 16, ":first-child": 24 },
  paddingEnd: { default: 16, ":last-child": 16 },
  paddingY: 4,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
});
const row = style({ backgroundColor: { isCurrent: "informative-subtle" } });
const card = style({
  display: "flex",
  alignItems: "start",
  justifyContent: "space-between",
  gap: 12,
  paddingX: 16,
  paddingY: 12,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
  backgroundColor: { isCurrent: "informative-subtle" },
});
const actions = style({ display: "flex", gap: 4, justifyContent: "end" });
/** The icons stand on the line of the card's name. */
const cardActions = style({ marginTop: "[-6px]" });

interface Props {
  groups: DeadLetterGroup[];
  /** Which of them are listed below. */
  filter: DeadLetterFilter;
  onAct: (action: DeadLetterAction, group: DeadLetterFilter) => void;
  /** The list is about to show a group. */
  onShow: () => void;
}

/** The group as a filter. */
const only = ({ workflow, flow, reasonCode }: DeadLetterGroup) => ({ workflow, flow, reasonCode });
const keyOf = (group: DeadLetterGroup) => JSON.stringify(only(group));
const isCurrent = (group: DeadLetterGroup, filter: DeadLetterFilter) =>
  (["workflow", "flow", "reasonCode"] as const).every((name) => group[name] === filter[name]);

/** How many dead letters there are of each workflow, flow and reason, and what to do with them all. */
export function Groups(props: Props) {
  const narrow = useMedia("(max-width: 1000px)");
  return narrow ? <GroupCards {...props} /> : <GroupTable {...props} />;
}

function GroupName({
  group,
  filter,
  onShow,
}: Pick<Props, "filter" | "onShow"> & { group: DeadLetterGroup }) {
  const { t } = useTranslation();
  return (
    <span className={name}>
      <Link
        isStandalone
        isQuiet
        href={lettersHref(group)}
        onPress={onShow}
        {...(isCurrent(group, filter) && { "aria-current": "true" as const })}
      >
        {reasonName(t, group.reasonCode)}
      </Link>
    </span>
  );
}

function Actions({ group, onAct }: { group: DeadLetterGroup; onAct: Props["onAct"] }) {
  const { t } = useTranslation();
  const guard = useDatabaseGuard();
  const names = { flow: flowName(t, group.flow), reason: reasonName(t, group.reasonCode) };
  return (
    <div className={actions}>
      <IconAction
        aria-label={t("deadLetters.replayGroup", names)}
        tooltip={t("deadLetters.replayAll")}
        onPress={() => onAct("replay", only(group))}
        {...guard}
      >
        <Refresh />
      </IconAction>
      <IconAction
        aria-label={t("deadLetters.discardGroup", names)}
        tooltip={t("deadLetters.discardAll")}
        onPress={() => onAct("discard", only(group))}
        {...guard}
      >
        <Delete />
      </IconAction>
    </div>
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

function GroupTable({ groups, filter, onAct, onShow }: Props) {
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
            <tr
              key={keyOf(group)}
              className={row({ isCurrent: isCurrent(group, filter) })}
              data-group={group.reasonCode}
            >
              <th scope="row" className={cell({})}>
                <GroupName group={group} filter={filter} onShow={onShow} />
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

function GroupCards({ groups, filter, onAct, onShow }: Props) {
  const { t } = useTranslation();
  const { count, when } = useFormat();
  return (
    <ul className={plainList}>
      {groups.map((group) => (
        <li
          key={keyOf(group)}
          className={card({ isCurrent: isCurrent(group, filter) })}
          data-group={group.reasonCode}
        >
          <div>
            <GroupName group={group} filter={filter} onShow={onShow} />
            <p className={`tabular ${detail}`}>
              {t("deadLetters.count", { count: group.count, formatted: count(group.count) })}
              {" · "}
              {t("deadLetters.newestAt", { time: when(group.newest) })}
            </p>
            <p className={detail}>
              {workflowNameOf(t, group.workflow)} · {flowName(t, group.flow)}
            </p>
          </div>
          <div className={cardActions}>
            <Actions group={group} onAct={onAct} />
          </div>
        </li>
      ))}
    </ul>
  );
}
