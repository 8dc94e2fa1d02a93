// The body of a sendMessage as Telegram shows it: text with entities in UTF-16 units, which are JavaScript's own.
import { element, files, link, sent, spoiler } from "./element.js";
import { moment, stamp } from "./moments.js";

// What Telegram finds by itself in a text.
const FOUND = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])|((?<![\w/<>])\/[A-Za-z0-9_]{1,64}(?![\w/<>]))|((?<!\w)[@#][A-Za-z]\w{2,})/g;

const PLAIN = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
};

export function text(whole, entities, say) {
  const sorted = [...(entities || [])]
    .map(one => ({ ...one, end: one.offset + one.length }))
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return within(whole, 0, whole.length, sorted, say, false);
}

function within(whole, start, end, entities, say, linked) {
  const made = [], left = [...entities];
  let at = start;
  while (left.length) {
    const one = left.shift();
    const from = Math.max(one.offset, at), to = Math.min(one.end, end);
    if (from >= to) continue;
    made.push(...plain(whole.slice(at, from), say, linked));
    const inner = left.filter(other => other.offset < to);
    const after = left.filter(other => other.end > to).map(other => ({ ...other, offset: Math.max(other.offset, to) }));
    const isLink = linked || ["text_link", "url", "code", "pre"].includes(one.type);
    made.push(marked(one, whole.slice(from, to), () => within(whole, from, to, inner, say, isLink)));
    left.splice(0, left.length, ...after);
    at = to;
    if (isBlock(one) && whole[at] === "\n") at += 1;  // the end of a block is the end of its line
  }
  made.push(...plain(whole.slice(at, end), say, linked));
  return made;
}

const isBlock = one => one.type.endsWith("blockquote") || one.type === "pre";

function marked(one, words, children) {
  if (PLAIN[one.type]) return element(PLAIN[one.type], {}, children());
  switch (one.type) {
    case "text_link": return link(one.url, children());
    case "url": return link(words, children());
    case "spoiler": return spoiler(children(), "tg-spoiler");
    case "blockquote": return element("blockquote", {}, children());
    case "expandable_blockquote": return folded(children());
    case "date_time": return moment(one.unix_time, one.date_time_format || "wDt", "telegram") || words;
    default: return element("span", {}, children());
  }
}

function folded(children) {
  const quote = element("blockquote", { class: "folded" }, children);
  const more = element("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Show all");
  more.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = open ? "Show less" : "Show all";
  });
  return element("div", { class: "foldable" }, quote, more);
}

function plain(words, say, linked) {
  if (linked || !words) return words ? [words] : [];
  const made = [];
  let at = 0;
  for (const found of words.matchAll(FOUND)) {
    made.push(words.slice(at, found.index));
    const [one, address, command] = found;
    if (address) made.push(link(address, [one]));
    else if (command) made.push(spoken(one, say));
    else made.push(element("span", { class: "word" }, one));
    at = found.index + one.length;
  }
  made.push(words.slice(at));
  return made.filter(one => one !== "");
}

// A command in a text: pressed, it is said.
function spoken(line, say) {
  return element("a", { href: "#line", class: "word", onclick: event => { event.preventDefault(); say(line); } }, line);
}

// `acts` has say(line) and press(data, label).
export function draw(body, entry, acts) {
  const bubble = element("div", { class: "bubble" },
    element("div", { class: "words" }, text(body.text || "", body.entities, acts.say)),
    files(entry.files),
    element("span", { class: "meta" }, entry.edited ? "edited " : null, stamp(entry.at)));
  const rows = body.reply_markup?.inline_keyboard || [];
  const keyboard = rows.map(row => element("div", { class: "keys" }, row.map(one => key(one, acts))));
  return element("div", { class: "from-bot" }, bubble, keyboard.length ? element("div", { class: "keyboard" }, keyboard) : null);
}

function key(one, acts) {
  const style = one.style ? ` ${one.style}` : "";
  if (one.url) return link(one.url, [one.text], { class: "key out" });
  return element("button", { type: "button", class: `key${style}`, onclick: () => acts.press(one.callback_data, one.text) }, one.text);
}

export function mine(words, at, file) {
  return element("div", { class: "from-me" }, element("div", { class: "bubble" },
    file ? sent(words) : element("div", { class: "words" }, words), element("span", { class: "meta" }, stamp(at), " ✓✓")));
}
