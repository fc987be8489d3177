import { Badge, Link, Text } from "@react-spectrum/s2";
import Clock from "@react-spectrum/s2/icons/Clock";
import Delete from "@react-spectrum/s2/icons/Delete";
import Edit from "@react-spectrum/s2/icons/Edit";
import PauseCircle from "@react-spectrum/s2/icons/PauseCircle";
import Refresh from "@react-spectrum/s2/icons/Refresh";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useEntities, useResources } from "../api/mappings.ts";
import type { Flow, Workflow } from "../api/types.ts";
import { useFormat } from "../format/format.ts";
import { IconAction } from "../records/IconAction.tsx";
import { FlowCondition } from "../status/ConditionLine.tsx";
import { useDatabaseGuard } from "../status/database.ts";
import { StatusBadge } from "../status/StatusBadge.tsx";
import { cell, headCell, scroll, table } from "../theme/surfaces.ts";
import type { IngressFlow } from "./model/flow.ts";
import { hint, words } from "./styles.ts";

const name = style({ font: "title-sm" });
const stack = style({ display: "flex", flexDirection: "column", alignItems: "start", gap: 4 });
const actions = style({ display: "flex", gap: 4, justifyContent: "end" });
const foot = style({ paddingX: { default: 16, md: 24 }, paddingY: 12 });

/** A table's name: what people call it, if that is known, and what it is. */
function TableName({ label, children }: { label: string | undefined; children: string }) {
  return (
    <>
      <p className={words}>{label || children}</p>
      {label && (
        <p className={hint}>
          <code>{children}</code>
        </p>
      )}
    </>
  );
}

/** How a mapping does: as it runs, which may be an older version than the one that is listed. */
function State({
  flow,
  live,
  workflow,
}: {
  flow: IngressFlow;
  live: Flow | undefined;
  workflow: Workflow | undefined;
}) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const isOff = flow.enabled === false;
  return (
    <div className={stack}>
      {isOff ? (
        <Badge variant="neutral" fillStyle="subtle" size="M">
          <PauseCircle />
          <Text>{t("flow.off")}</Text>
        </Badge>
      ) : live ? (
        workflow && <StatusBadge status={workflow.status} />
      ) : (
        <Badge variant="informative" fillStyle="subtle" size="M">
          <Clock />
          <Text>{t("ingress.list.fromNextStart")}</Text>
        </Badge>
      )}
      {live && isOff && live.enabled && workflow?.status === "RUNNING" && (
        <span className={hint}>{t("ingress.list.stillRuns")}</span>
      )}
      {live && live.backlog > 0 && (
        <span className={hint}>
          {t("ingress.list.waiting", { count: live.backlog, formatted: count(live.backlog) })}
        </span>
      )}
      {live?.condition && <FlowCondition flow={live} condition={live.condition} />}
    </div>
  );
}

/** One line for each mapping that is saved. */
export function MappingsTable({
  flows,
  workflow,
  onDelete,
  onReplay,
}: {
  flows: IngressFlow[];
  /** Ingress as it runs; undefined while that is not known. */
  workflow: Workflow | undefined;
  onDelete: (flow: string) => void;
  onReplay: (flow: string) => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const entities = useEntities().data;
  const resources = useResources().data;
  const guard = useDatabaseGuard();
  const removed = (workflow?.flows ?? []).filter(({ id }) => !flows.some((flow) => flow.id === id));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so a keyboard must reach it */}
      <section className={scroll} aria-label={t("ingress.list.caption")} tabIndex={0}>
        <table className={table}>
          <caption className="visually-hidden">{t("ingress.list.caption")}</caption>
          <thead>
            <tr>
              {(["name", "entity", "resource", "fields", "state"] as const).map((column) => (
                <th key={column} scope="col" className={headCell({})}>
                  {t(`ingress.list.${column}`)}
                </th>
              ))}
              <th scope="col" className={headCell({})}>
                <span className="visually-hidden">{t("ingress.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {flows.map((flow) => {
              const { id, mapping } = flow;
              const live = workflow?.flows.find((one) => one.id === id);
              const edit = () =>
                void navigate({ to: "/workflows/ingress/edit/$flow", params: { flow: id } });
              return (
                <tr key={id} data-mapping={id}>
                  <th scope="row" className={cell({})}>
                    <span className={name}>
                      <Link isStandalone isQuiet href={`/workflows/ingress/edit/${id}`}>
                        {id}
                      </Link>
                    </span>
                  </th>
                  <td className={cell({})}>
                    <TableName label={entities?.find((one) => one.name === mapping.entity)?.label}>
                      {mapping.entity}
                    </TableName>
                  </td>
                  <td className={cell({})}>
                    <TableName
                      label={resources?.find((one) => one.name === mapping.resource)?.label}
                    >
                      {mapping.resource}
                    </TableName>
                  </td>
                  <td className={cell({})}>
                    <Fields flow={flow} />
                  </td>
                  <td className={cell({})}>
                    <State flow={flow} live={live} workflow={workflow} />
                  </td>
                  <td className={cell({})}>
                    <div className={actions}>
                      <IconAction
                        aria-label={t("ingress.editNamed", { flow: id })}
                        tooltip={t("ingress.edit")}
                        onPress={edit}
                      >
                        <Edit />
                      </IconAction>
                      <IconAction
                        aria-label={t("ingress.replay.named", { flow: id })}
                        tooltip={t("ingress.replay.title")}
                        {...guard}
                        isDisabled={guard.isDisabled || !live?.enabled}
                        onPress={() => onReplay(id)}
                      >
                        <Refresh />
                      </IconAction>
                      <IconAction
                        aria-label={t("ingress.deleteNamed", { flow: id })}
                        tooltip={t("ingress.delete")}
                        {...guard}
                        onPress={() => onDelete(id)}
                      >
                        <Delete />
                      </IconAction>
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {removed.length > 0 && workflow?.status !== "STOPPED" && (
        <p className={`${hint} ${foot}`}>
          {t("ingress.list.removed", { flows: removed.map(({ id }) => id).join(", ") })}
        </p>
      )}
    </>
  );
}

function Fields({ flow }: { flow: IngressFlow }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { attributes, links = [], filter } = flow.mapping;
  return (
    <div className={stack}>
      <span className={words}>
        {t("ingress.list.fieldCount", {
          count: attributes.length,
          formatted: count(attributes.length),
        })}
      </span>
      {links.length > 0 && (
        <span className={hint}>
          {t("ingress.list.parents", { flows: links.map((link) => link.flow).join(", ") })}
        </span>
      )}
      {filter && <span className={hint}>{t("ingress.list.filtered")}</span>}
    </div>
  );
}
