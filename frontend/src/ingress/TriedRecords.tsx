import {
  Badge,
  Disclosure,
  DisclosureHeader,
  DisclosurePanel,
  DisclosureTitle,
  Text,
} from "@react-spectrum/s2";
import AlertTriangle from "@react-spectrum/s2/icons/AlertTriangle";
import CheckmarkCircle from "@react-spectrum/s2/icons/CheckmarkCircle";
import Filter from "@react-spectrum/s2/icons/Filter";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import type { TriedField, TriedRecord } from "../api/mappings.ts";
import { headCell, plainList, scroll, table } from "../theme/surfaces.ts";
import { code, hint, line, wrong } from "./styles.ts";

const list = style({ display: "flex", flexDirection: "column", gap: 8 });
const framed = style({
  borderStyle: "solid",
  borderWidth: 1,
  borderRadius: "lg",
  borderColor: "gray-200",
});
const cell = style({
  textAlign: "start",
  fontWeight: "normal",
  verticalAlign: "top",
  paddingX: { default: 16 },
  paddingStart: { default: 16, ":first-child": 24 },
  paddingY: 8,
  borderStyle: "solid",
  borderWidth: 0,
  borderTopWidth: 1,
  borderColor: "gray-200",
});

/** A value as JSON writes it, so that a text, a number and nothing can be told apart. */
function Value({ value }: { value: unknown }) {
  const { t } = useTranslation();
  return value === null || value === undefined ? (
    <span className={hint}>{t("ingress.try.empty")}</span>
  ) : (
    <code className={code}>{typeof value === "string" ? value : JSON.stringify(value)}</code>
  );
}

/** What happened to each record that was tried, field by field. */
export function TriedRecords({ records }: { records: TriedRecord[] }) {
  const { t } = useTranslation();
  const refused = records.filter(({ problem }) => problem).length;
  const left = records.filter(({ filteredOut }) => filteredOut).length;
  return (
    <>
      {records.length > 0 && (
        <p className={hint} role="status">
          {t("ingress.try.summary", { count: records.length, refused, left })}
        </p>
      )}
      <ul className={`${plainList} ${list}`}>
        {records.map((record) => (
          <li key={record.key} data-tried={record.key}>
            <Tried record={record} isOpen={records.length === 1 || Boolean(record.problem)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Outcome({ record }: { record: TriedRecord }) {
  const { t } = useTranslation();
  return (
    <div className={line}>
      {record.filteredOut && (
        <Badge variant="neutral" fillStyle="subtle" size="S">
          <Filter />
          <Text>{t("ingress.try.filteredOut")}</Text>
        </Badge>
      )}
      {record.problem ? (
        <Badge variant="negative" fillStyle="subtle" size="S">
          <AlertTriangle />
          <Text>{t("ingress.try.refused")}</Text>
        </Badge>
      ) : (
        !record.filteredOut && (
          <Badge variant="positive" fillStyle="subtle" size="S">
            <CheckmarkCircle />
            <Text>{t("ingress.try.fits")}</Text>
          </Badge>
        )
      )}
    </div>
  );
}

function Tried({ record, isOpen }: { record: TriedRecord; isOpen: boolean }) {
  const { t } = useTranslation();
  return (
    <Disclosure defaultExpanded={isOpen} size="S">
      <DisclosureHeader>
        <DisclosureTitle level={3}>{record.key}</DisclosureTitle>
        <Outcome record={record} />
      </DisclosureHeader>
      <DisclosurePanel>
        {record.problem && (
          <p className={wrong} lang="en">
            {record.problem}
          </p>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so a keyboard must reach it */}
        <section className={`${scroll} ${framed}`} aria-label={record.key} tabIndex={0}>
          <table className={table}>
            <caption className="visually-hidden">
              {t("ingress.try.caption", { key: record.key })}
            </caption>
            <thead>
              <tr>
                <th scope="col" className={headCell({})}>
                  {t("ingress.attributes.source")}
                </th>
                <th scope="col" className={headCell({})}>
                  {t("ingress.try.before")}
                </th>
                <th scope="col" className={headCell({})}>
                  {t("ingress.attributes.target")}
                </th>
                <th scope="col" className={headCell({})}>
                  {t("ingress.try.after")}
                </th>
              </tr>
            </thead>
            <tbody>
              {record.fields.map((field) => (
                <FieldLine key={`${field.target} ${field.source}`} field={field} />
              ))}
            </tbody>
          </table>
        </section>
      </DisclosurePanel>
    </Disclosure>
  );
}

function FieldLine({ field }: { field: TriedField }) {
  return (
    <tr data-tried-field={field.target}>
      <td className={cell}>
        <span className={hint}>{field.source ?? "–"}</span>
      </td>
      <td className={cell}>
        <Value value={field.before} />
      </td>
      <th scope="row" className={cell}>
        {field.target}
      </th>
      <td className={cell}>
        {field.problem ? (
          <span className={wrong} lang="en">
            {field.problem}
          </span>
        ) : (
          <Value value={field.after} />
        )}
      </td>
    </tr>
  );
}
