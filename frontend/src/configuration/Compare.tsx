import { Picker, PickerItem } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { Diff } from "./Diff.tsx";
import { Section } from "./Section.tsx";
import type { DocumentName, Version, VersionName } from "./types.ts";

export interface Comparison {
  from: VersionName;
  to: VersionName;
}

const pickers = style({ display: "flex", flexWrap: "wrap", gap: 16 });
const picker = style({ width: { default: "full", md: 320 } });

function nameOf(key: string): VersionName {
  return key === "saved" || key === "running" ? key : Number(key);
}

/** Two versions, and what changed from one to the other. */
export function Compare({
  document,
  versions,
  comparison,
  onChange,
}: {
  document: DocumentName;
  versions: Version[];
  comparison: Comparison;
  onChange: (comparison: Comparison) => void;
}) {
  const { t } = useTranslation();
  const { when } = useFormat();
  const names = [
    { key: "saved", text: t("configuration.savedNow") },
    { key: "running", text: t("configuration.runningNow") },
    ...versions.map(({ version, savedAt }) => ({
      key: String(version),
      text: [t("configuration.version", { version }), savedAt && when(savedAt)]
        .filter(Boolean)
        .join(" · "),
    })),
  ];
  return (
    <Section title={t("configuration.compare")}>
      <div className={pickers}>
        {(["from", "to"] as const).map((end) => (
          <Picker
            key={end}
            label={t(`configuration.${end}`)}
            styles={picker}
            items={names}
            value={String(comparison[end])}
            onChange={(key) => key && onChange({ ...comparison, [end]: nameOf(String(key)) })}
          >
            {({ key, text }) => (
              <PickerItem id={key} textValue={text}>
                {text}
              </PickerItem>
            )}
          </Picker>
        ))}
      </div>
      <div role="status">
        <Diff document={document} from={comparison.from} to={comparison.to} />
      </div>
    </Section>
  );
}
