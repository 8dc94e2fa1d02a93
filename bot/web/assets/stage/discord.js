// The body of a message as Discord shows it: its own Markdown, embeds, components.
import { element, files, link, sent, spoiler } from "./element.js";
import { moment, stamp } from "./moments.js";

const SUPPRESS_EMBEDS = 1 << 2, EPHEMERAL = 1 << 6, SILENT = 1 << 12;
const PAIRS = [["***", "bi"], ["**", "b"], ["__", "u"], ["~~", "s"], ["||", "spoiler"], ["*", "i"], ["_", "i"]];
const LINK = /^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s<>]+?)>?\)/;
const ADDRESS = /^<?(https?:\/\/[^\s<>]+[^\s<>".,;:!?)\]])>?/;
const TIME = /^<t:(-?\d{1,17})(?::([tTdDfFR]))?>/;
const MENTION = /^<(@[!&]?|#)(\d+)>/;

export function markdown(text) {
  const made = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line.startsWith("```")) {
      const end = lines.findIndex((one, place) => place > at && one.endsWith("```"));
      if (end > at) {
        made.push(element("pre", {}, element("code", {}, lines.slice(at + 1, end + 1).join("\n").replace(/```$/, ""))));
        at = end;
        continue;
      }
    }
    if (line.startsWith(">>> ")) {
      made.push(element("blockquote", {}, markdown([line.slice(4), ...lines.slice(at + 1)].join("\n"))));
      break;
    }
    if (line.startsWith("> ")) {
      const quoted = [];
      while (at < lines.length && lines[at].startsWith("> ")) quoted.push(lines[at++].slice(2));
      at -= 1;
      made.push(element("blockquote", {}, quoted.map(one => element("div", {}, inline(one)))));
      continue;
    }
    const heading = /^(#{1,3}) +(.+)/.exec(line), small = /^-# +(.+)/.exec(line), item = /^[-*] +(.+)/.exec(line);
    if (heading) made.push(element("div", { class: `h h${heading[1].length}` }, inline(heading[2])));
    else if (small) made.push(element("div", { class: "small" }, inline(small[1])));
    else if (item) made.push(element("div", { class: "item" }, inline(item[1])));
    else made.push(element("div", { class: line.trim() ? "line" : "line empty" }, inline(line)));
  }
  return made;
}

function inline(text) {
  const made = [];
  let words = "", at = 0;
  const flush = () => { if (words) made.push(words); words = ""; };
  while (at < text.length) {
    const rest = text.slice(at);
    const found = special(rest, text[at - 1]);
    if (found === null) {
      words += text[at];
      at += 1;
    } else {
      const [length, node] = found;
      if (typeof node === "string") words += node;
      else { flush(); made.push(node); }
      at += length;
    }
  }
  flush();
  return made;
}

// How long what stands here is, and what it is drawn as; null for a letter that is only itself.
function special(rest, before) {
  if (rest[0] === "\\" && /^\\[^\sA-Za-z0-9]/u.test(rest)) return [2, rest[1]];
  const code = /^(`+)([^`]+)\1(?!`)/.exec(rest);
  if (code) return [code[0].length, element("code", {}, code[2])];
  const time = TIME.exec(rest);
  if (time) {
    const drawn = moment(Number(time[1]), time[2] || "f", "discord");
    if (drawn) return [time[0].length, drawn];
  }
  const mention = MENTION.exec(rest);
  if (mention) return [mention[0].length, element("span", { class: "mention" }, `${mention[1][0]}unknown`)];
  const named = LINK.exec(rest);
  if (named) return [named[0].length, link(named[2], inline(named[1]))];
  const address = ADDRESS.exec(rest);
  if (address && rest.startsWith("<") === address[0].endsWith(">")) return [address[0].length, link(address[1], [address[1]])];
  for (const [mark, kind] of PAIRS) {
    if (!rest.startsWith(mark)) continue;
    if (mark === "_" && before && /\w/.test(before)) continue;
    const end = closing(rest, mark);
    if (end < 0) continue;
    const inner = inline(rest.slice(mark.length, end));
    const node = kind === "spoiler" ? spoiler(inner, "dc-spoiler")
      : kind === "bi" ? element("b", {}, element("i", {}, inner)) : element(kind, {}, inner);
    return [end + mark.length, node];
  }
  return null;
}

function closing(rest, mark) {
  for (let at = mark.length; at < rest.length; at += 1) {
    if (rest[at] === "\\") at += 1;
    else if (rest.startsWith(mark, at) && at > mark.length && !(mark === "*" && (rest[at + 1] === "*" || rest[at - 1] === " "))) return at;
  }
  return -1;
}

// `acts` has press(data, label); `above` is what stands over the message: who used what, or what it replies to.
export function draw(body, entry, acts, above) {
  const flags = body.flags || 0;
  const head = element("div", { class: "head" },
    element("b", { class: "name" }, "Dramabell"), element("span", { class: "app" }, "APP"),
    element("span", { class: "when" }, stamp(entry.at)),
    flags & SILENT ? element("span", { class: "silent", role: "img", "aria-label": "sent without a sound" }) : null);
  const embeds = flags & SUPPRESS_EMBEDS ? [] : (body.embeds || []);
  const words = element("div", { class: "words" }, markdown(body.content || ""),
    entry.edited ? element("span", { class: "edited" }, "(edited)") : null);
  return element("div", { class: "dc-message" }, above, element("div", { class: "face bell", "aria-hidden": "true" }),
    element("div", { class: "rest" }, head, body.content || entry.edited ? words : null, embeds.map(embed), files(entry.files),
      (body.components || []).map(row => component(row, acts)),
      flags & EPHEMERAL ? element("div", { class: "small" }, "Only you can see this") : null));
}

function embed(one) {
  const colour = Number.isInteger(one.color) ? `#${one.color.toString(16).padStart(6, "0")}` : null;
  const made = element("div", { class: "embed" },
    one.author?.name ? element("div", { class: "author" }, one.author.name) : null,
    one.title ? element("div", { class: "title" }, one.url ? link(one.url, inline(one.title)) : inline(one.title)) : null,
    one.description ? element("div", { class: "words" }, markdown(one.description)) : null,
    one.fields?.length ? element("div", { class: "fields" }, one.fields.map(field)) : null,
    one.footer?.text ? element("div", { class: "small" }, one.footer.text) : null);
  if (colour) made.style.setProperty("--bar", colour);  // not an attribute: allowed by the policy
  return made;
}

function field(one) {
  return element("div", { class: one.inline ? "field inline" : "field" },
    element("b", {}, inline(one.name)), element("div", {}, markdown(one.value)));
}

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };

// Rows and buttons; of newer kinds what is in them.
function component(one, acts) {
  if (one.type === 1) return element("div", { class: "row" }, one.components.map(inner => component(inner, acts)));
  if (one.type === 2 && one.style === 5) return link(one.url, [one.label], { class: "key link" });
  if (one.type === 2)
    return element("button", {
      type: "button", class: `key ${STYLES[one.style] || "secondary"}`, disabled: one.disabled,
      onclick: () => acts.press(one.custom_id, one.label),
    }, one.label);
  if (one.type === 10) return element("div", { class: "words" }, markdown(one.content || ""));
  if (one.type === 14) return element("hr", { class: "divider" });
  if (one.components) return element("div", { class: one.type === 17 ? "embed" : "group" }, one.components.map(inner => component(inner, acts)));
  return element("div", { class: "small" }, `(a component of type ${one.type})`);
}

// What a person did: used a command, or pressed a button of a message.
export function used(name, command) {
  return element("div", { class: "above" }, element("span", { class: "elbow", "aria-hidden": "true" }),
    element("b", {}, name), " used ", element("span", { class: "mention" }, command));
}

export function replied(words) {
  return element("div", { class: "above" }, element("span", { class: "elbow", "aria-hidden": "true" }),
    element("b", {}, "Dramabell"), " ", element("span", { class: "snippet" }, words));
}

export function mine(name, words, at, file) {
  return element("div", { class: "dc-message" }, element("div", { class: "face me", "aria-hidden": "true" }, name.replace(/\D/g, "")),
    element("div", { class: "rest" },
      element("div", { class: "head" }, element("b", { class: "name" }, name), element("span", { class: "when" }, stamp(at))),
      file ? sent(words) : element("div", { class: "words" }, words),
      file ? null : element("div", { class: "small" }, "In Discord a bot hears slash commands alone: type / to see them.")));
}

// Where Discord opens a form: what one presses to see it, as the questions are asked in words meanwhile.
export function opens(name, open) {
  return element("div", { class: "dc-message form-here" }, element("div", { class: "face bell", "aria-hidden": "true" }),
    element("div", { class: "rest" }, element("div", { class: "small" }, "Discord opens a form here."),
      element("div", { class: "row" }, element("button", { type: "button", class: "key secondary", onclick: open }, "Open the form"))));
}

// A modal, in the chat instead of over it. `submit` gets its id and the answers.
export function modal(body, submit) {
  const made = element("form", { class: "modal", "aria-label": body.title }, element("div", { class: "title" }, body.title),
    body.components.map(question),
    element("div", { class: "row" }, element("button", { type: "submit", class: "key primary" }, "Submit")));
  made.addEventListener("submit", event => {
    event.preventDefault();
    const values = {};
    for (const one of made.elements) {
      if (!one.name) continue;
      values[one.name] = one.multiple ? [...one.selectedOptions].map(chosen => chosen.value).join(", ") : one.value;
    }
    submit(body.custom_id, values);
    made.querySelectorAll("input, textarea, select, button").forEach(one => { one.disabled = true; });
  });
  return made;
}

let questions = 0;

// A label with what is in it; older forms have rows of inputs that are their own label.
function question(one) {
  const asked = one.component || one.components?.[0] || one;
  const id = `question-${++questions}`;
  return element("p", { class: "question" },
    element("label", { for: id }, one.label || asked.label, asked.required === false ? null : element("span", { class: "must", "aria-hidden": "true" }, " *")),
    one.description ? element("span", { class: "small" }, one.description) : null, answer(asked, id));
}

function answer(asked, id) {
  const all = { id, name: asked.custom_id, required: asked.required !== false };
  if (asked.type === 3) {
    return element("select", { ...all, multiple: asked.max_values > 1, size: Math.min(asked.options.length, 5) },
      asked.options.map(one => element("option", { value: one.value, selected: one.default }, one.label)));
  }
  const typed = { ...all, placeholder: asked.placeholder, maxlength: asked.max_length };
  if (asked.style === 2) return element("textarea", { ...typed, rows: 4 }, asked.value || "");
  return element("input", { ...typed, type: "text", value: asked.value });
}
