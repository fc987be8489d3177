import { ProgressCircle, StatusLight } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/format.ts";
import { useLive } from "../live/live.tsx";
import type { LivePhase } from "../live/liveClient.ts";

const LIGHTS: Record<LivePhase, "informative" | "positive" | "notice"> = {
  connecting: "informative",
  live: "positive",
  reconnecting: "notice",
};

/** Whether what is shown is live. */
export function ConnectionLight() {
  const { t } = useTranslation();
  const { phase } = useLive();
  return (
    <StatusLight variant={LIGHTS[phase]} size="M" data-connection={phase}>
      {t(`live.${phase}`)}
    </StatusLight>
  );
}

const banner = style({
  display: "flex",
  alignItems: "center",
  justifyContent: "center",
  gap: 8,
  paddingX: 16,
  paddingY: 8,
  backgroundColor: "notice-subtle",
  color: "neutral",
  font: "ui",
});

/** A connection that is back before anyone could read the banner needs none. */
const PATIENCE_MILLIS = 400;

/** Says that the numbers are old and from when; goes away by itself. Announced, not in the way. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { phase, asOf } = useLive();
  const [patient, setPatient] = useState(true);
  const [wasLost, setWasLost] = useState(false);

  useEffect(() => {
    if (phase !== "reconnecting") {
      setPatient(true);
      return;
    }
    const timer = setTimeout(() => {
      setPatient(false);
      setWasLost(true);
    }, PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, [phase]);

  const shown = phase === "reconnecting" && !patient;
  return (
    <div role="status">
      {shown && (
        <div className={banner} data-banner="reconnecting">
          <ProgressCircle isIndeterminate size="S" aria-label={t("live.reconnecting")} />
          <span>
            {asOf === null ? t("live.bannerNoData") : t("live.banner", { time: time(asOf) })}
          </span>
        </div>
      )}
      {!shown && wasLost && phase === "live" && (
        <span className="visually-hidden">{t("live.restored")}</span>
      )}
    </div>
  );
}
