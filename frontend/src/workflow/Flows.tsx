import { Badge, Text } from "@react-spectrum/s2";
import PauseCircle from "@react-spectrum/s2/icons/PauseCircle";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Flow, Workflow } from "../api/types.ts";
import { type Format, useFormat } from "../format/format.ts";
import { FlowCondition } from "../status/ConditionLine.tsx";
import { Figure } from "../status/Figures.tsx";
import { flowName } from "../status/names.ts";
import {
  card,
  cardGrid,
  cardHead,
  cell,
  headCell,
  plainList,
  scroll,
  sectionTitle,
  sheet,
  table,
  term,
  value,
} from "../theme/surfaces.ts";
import { useNarrowForFlows } from "../theme/useMedia.ts";
import { ReplayButton } from "./ReplayButton.tsx";

const head = style({ paddingX: { default: 16, md: 24 }, paddingY: 16 });
const hint = style({ font: "body", color: "neutral-subdued", margin: 0, marginTop: 4 });
const nameStyle = style({ font: "ui", fontWeight: "bold", color: "neutral", margin: 0 });
const aside = style({ display: "block", font: "ui-sm", color: "neutral-subdued" });
const nameLine = style({ display: "flex", alignItems: "center", gap: 8 });
const path = style({
  font: "ui-sm",
  color: "neutral-subdued",
  overflowWrap: "anywhere",
});

interface Measure {
  id: string;
  label: string;
  show: (flow: Flow) => ReactNode;
}

/** What waits to be written, and what waits for something else before it can be. */
function FlowBacklog({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <>
      {count(flow.backlog)}
      {flow.waiting > 0 && (
        <span className={aside}>{t("flow.waiting", { formatted: count(flow.waiting) })}</span>
      )}
    </>
  );
}

/** What is told of a flow in numbers, in the order of the columns. */
function measures(t: TFunction, format: Format): Measure[] {
  const perSecond = (rate: number) => t("rate.perSecond", { rate: format.rate(rate) });
  // What is off does not move: it has no rates and no time left.
  const moving = (show: (flow: Flow) => ReactNode) => (flow: Flow) =>
    flow.enabled ? show(flow) : "–";
  const columns: [string, string, (flow: Flow) => ReactNode][] = [
    ["backlog", t("workflows.backlog"), (flow) => <FlowBacklog flow={flow} />],
    ["readRate", t("chart.readSeries"), moving((flow) => perSecond(flow.readPerSecond))],
    ["writtenRate", t("chart.writtenSeries"), moving((flow) => perSecond(flow.writtenPerSecond))],
    ["read", t("flow.read"), (flow) => format.count(flow.read)],
    ["written", t("flow.written"), (flow) => format.count(flow.written)],
    ["failed", t("flow.failed"), (flow) => format.count(flow.failed)],
    [
      "lastWritten",
      t("flow.lastWritten"),
      (flow) => (flow.lastWrittenAt ? format.when(flow.lastWrittenAt) : t("flow.never")),
    ],
    [
      "eta",
      t("flow.eta"),
      moving((flow) =>
        flow.etaSeconds === null || flow.backlog === 0 ? "–" : format.duration(flow.etaSeconds),
      ),
    ],
  ];
  return columns.map(([id, label, show]) => ({ id, label, show }));
}

/** The flow's name, and whether it is off. */
function FlowName({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  return (
    <span className={nameLine}>
      {flowName(t, flow.id)}
      {!flow.enabled && (
        <Badge variant="neutral" fillStyle="subtle" size="S">
          <PauseCircle />
          <Text>{t("flow.off")}</Text>
        </Badge>
      )}
    </span>
  );
}

function FlowPath({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  return (
    <span className={path}>
      <span className="visually-hidden">{t("flow.from")} </span>
      {flow.source}
      <span aria-hidden="true"> → </span>
      <span className="visually-hidden"> {t("flow.to")} </span>
      {flow.target}
    </span>
  );
}

function FlowsTable({ workflow, columns }: { workflow: Workflow; columns: Measure[] }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so a keyboard must reach it
    <section className={scroll} aria-label={t("flow.title")} tabIndex={0}>
      <table className={table}>
        <caption className="visually-hidden">{t("flow.caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className={headCell({})}>
              {t("flow.name")}
            </th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col" className={headCell({ isNumber: true })}>
                {label}
              </th>
            ))}
            <th scope="col" className={headCell({})}>
              {t("flow.actions")}
            </th>
          </tr>
        </thead>
        {workflow.flows.map((flow) => (
          <tbody key={flow.id} data-flow={flow.id} data-enabled={flow.enabled}>
            <tr>
              <th scope="row" className={cell({})}>
                <div className={nameStyle}>
                  <FlowName flow={flow} />
                </div>
                <FlowPath flow={flow} />
              </th>
              {columns.map(({ id, show }) => (
                <td key={id} className={cell({ isNumber: true })} data-measure={id}>
                  <Figure>{show(flow)}</Figure>
                </td>
              ))}
              <td className={cell({})}>
                {flow.enabled && <ReplayButton workflow={workflow} flow={flow} />}
              </td>
            </tr>
            {flow.condition && (
              <tr>
                <td colSpan={columns.length + 2} className={cell({ isContinued: true })}>
                  <FlowCondition flow={flow} condition={flow.condition} />
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function FlowCards({ workflow, columns }: { workflow: Workflow; columns: Measure[] }) {
  return (
    <ul className={plainList}>
      {workflow.flows.map((flow) => (
        <li key={flow.id} className={card} data-flow={flow.id} data-enabled={flow.enabled}>
          <div className={cardHead}>
            <div>
              <h3 className={nameStyle}>
                <FlowName flow={flow} />
              </h3>
              <FlowPath flow={flow} />
            </div>
            {flow.enabled && <ReplayButton workflow={workflow} flow={flow} />}
          </div>
          <dl className={cardGrid}>
            {columns.map(({ id, label, show }) => (
              <div key={id} data-measure={id}>
                <dt className={term}>{label}</dt>
                <dd className={value}>
                  <Figure>{show(flow)}</Figure>
                </dd>
              </div>
            ))}
          </dl>
          {flow.condition && <FlowCondition flow={flow} condition={flow.condition} />}
        </li>
      ))}
    </ul>
  );
}

/** Every flow of a workflow with its numbers, its condition, and what can be asked of it. */
export function Flows({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const narrow = useNarrowForFlows();
  const columns = measures(t, format);
  return (
    <div className={sheet}>
      <div className={head}>
        <h2 className={sectionTitle}>{t("flow.title")}</h2>
        {workflow.flows.length === 0 && <p className={hint}>{t("flow.noneHint")}</p>}
      </div>
      {workflow.flows.length > 0 &&
        (narrow ? (
          <FlowCards workflow={workflow} columns={columns} />
        ) : (
          <FlowsTable workflow={workflow} columns={columns} />
        ))}
    </div>
  );
}
