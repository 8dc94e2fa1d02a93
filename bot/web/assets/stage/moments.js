// Instants as an app shows them: in the zone of the phone, by the clock of the story.
import { element } from "./element.js";

const state = { now: new Date(), zone: undefined };
const locale = navigator.language || "en";
const UNITS = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

export function format(at, options) {
  return new Intl.DateTimeFormat(locale, { timeZone: state.zone, ...options }).format(at);
}

export function relative(at) {
  const seconds = Math.round((at - state.now) / 1000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) || UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "always" }).format(Math.round(seconds / size), unit);
}

// Discord's styles of <t:…>, and what Telegram's date_time_format is made of.
const DISCORD = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
};

export function discord(at, style) {
  return style === "R" ? relative(at) : format(at, DISCORD[style] || DISCORD.f);
}

export function telegram(at, shape) {
  if (shape.includes("r")) return relative(at);
  const options = {};
  if (/D/.test(shape)) options.dateStyle = /w/.test(shape) ? "full" : "long";
  else if (/d/.test(shape)) options.dateStyle = "short";
  if (/T/.test(shape)) options.timeStyle = "medium";
  else if (/t/.test(shape)) options.timeStyle = "short";
  if (/w/.test(shape) && !options.dateStyle) {
    const day = format(at, { weekday: "long" });
    return options.timeStyle ? `${day}, ${format(at, { timeStyle: options.timeStyle })}` : day;
  }
  return format(at, options);
}

const SHOWN = { discord, telegram };

// A time that follows the clock of the story and the zone of the phone.
export function moment(unix, shape, side) {
  const at = new Date(unix * 1000);
  if (Number.isNaN(at.getTime())) return null;
  const made = element("time", {
    datetime: at.toISOString(), class: "moment", "data-shape": shape, "data-side": side,
  });
  made.textContent = SHOWN[side](at, shape);
  return made;
}

// Of a message: the hour beside it. `shape` is one of Discord's.
export function stamp(iso, shape = "t") {
  return moment(new Date(iso).getTime() / 1000, shape, "discord");
}

export function redraw(now, zone) {
  if (now) state.now = new Date(now);
  if (zone !== undefined) state.zone = zone || undefined;
  for (const one of document.querySelectorAll("time.moment"))
    one.textContent = SHOWN[one.dataset.side](new Date(one.dateTime), one.dataset.shape);
}
