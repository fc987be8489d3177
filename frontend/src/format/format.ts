import { useLocale } from "@react-spectrum/s2";
import { useMemo } from "react";

type Moment = string | number | Date;

/** How numbers, times and spans are written in one locale. */
export interface Format {
  /** A count, exact: 12,340. */
  count(value: number): string;
  /** Records a second: one decimal below ten, none above. */
  rate(value: number): string;
  /** The time of day to the second, on a 24-hour clock as in every log: 14:05:12. */
  time(at: Moment): string;
  /** The time of day; with the date when that is not today. */
  when(at: Moment, now?: Date): string;
  /** The same, always in full, for a tooltip. */
  dateTime(at: Moment): string;
  /** A span, coarsely: 40 s, 3 min, 2 h 10 min. */
  duration(seconds: number): string;
}

export function formatOf(locale: string): Format {
  const count = new Intl.NumberFormat(locale, {
    maximumFractionDigits: 0,
    // Italian would write 8222 beside 12.340.
    useGrouping: "always",
  });
  const small = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "medium", hourCycle: "h23" });
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const full = new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  const unit = (name: "second" | "minute" | "hour" | "day") =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" });
  const seconds = unit("second");
  const minutes = unit("minute");
  const hours = unit("hour");
  const days = unit("day");

  return {
    count: (value) => count.format(value),
    rate: (value) => (value < 9.95 ? small : count).format(value),
    time: (at) => time.format(new Date(at)),
    when: (at, now = new Date()) => {
      const moment = new Date(at);
      const today = moment.toDateString() === now.toDateString();
      return today ? time.format(moment) : `${date.format(moment)}, ${time.format(moment)}`;
    },
    dateTime: (at) => full.format(new Date(at)),
    duration: (span) => {
      if (span < 60) {
        return seconds.format(span < 10 ? Math.max(1, Math.round(span)) : Math.round(span / 5) * 5);
      }
      const whole = Math.round(span / 60);
      if (whole < 60) {
        return minutes.format(whole);
      }
      const rest = whole % 60;
      const wholeHours = (whole - rest) / 60;
      if (wholeHours < 48) {
        return rest === 0
          ? hours.format(wholeHours)
          : `${hours.format(wholeHours)} ${minutes.format(rest)}`;
      }
      return days.format(Math.round(wholeHours / 24));
    },
  };
}

/** The format of the language that the page is shown in. */
export function useFormat(): Format {
  const { locale } = useLocale();
  return useMemo(() => formatOf(locale), [locale]);
}
