// The page of the stage: one fan, who speaks to the bot over a WebSocket.
import { Chat } from "./chat.js";
import { Menu } from "./menu.js";
import { format, redraw, relative } from "./moments.js";

const at = id => document.getElementById(id);
const TOKEN = "dramabell-fan", ZONE = "dramabell-zone", THEME = "dramabell-theme";
const me = { name: "", admin: false, follows: false };
const waiting = new Map();  // suggestions that were asked for
let socket = null, asked = 0, playing = false, clock = null, pause = 250;

const send = what => {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(what));
};
const aloud = text => { at("aloud").textContent = text; };

const say = line => {
  send({ do: "say", line });
  past.push(line);
  back = past.length;
};
const press = (side, data, label, under) => send({ do: "press", side, data, label, under });
const submit = (data, values) => send({ do: "submit", data, values });
const chat = new Chat({ telegram: at("telegram-log"), discord: at("discord-log") }, { say, press, submit });
const menu = new Menu(at("line"), at("menu"), (command, param, text) => new Promise(resolve => {
  asked += 1;
  waiting.set(asked, resolve);
  send({ do: "suggest", command, param, text, to: asked });
}));

// what the bot says

const heard = {
  joined(event) {
    sessionStorage.setItem(TOKEN, event.token);
    me.name = event.name;
    menu.commands = event.menu;
    who(event.admin);
    chat.clear();
    if (event.clock.now) heard.clock(event.clock);
    event.shown.forEach(show);
    document.body.classList.remove("away");
    aloud(`You are ${event.name}.`);
  },
  shown(event) {
    show(event);
    if (event.by === "bot") aloud(at("telegram-log").lastElementChild?.innerText || "");
  },
  changed(event) {
    chat.change(event);
    aloud(`Changed: ${event.telegram.text.split("\n")[0]}`);
  },
  cleared() {
    chat.clear();
    at("offers")?.classList.remove("used");
    aloud("Back at the start. The chats are empty.");
  },
  clock(event) {
    clock = event;
    redraw(event.now);
    time();
  },
  admin(event) { who(event.on); },
  suggested(event) {
    waiting.get(event.to)?.(event.choices);
    waiting.delete(event.to);
  },
  wrong(event) { notice(event.text); },
  full() { notice("Too many tabs look at this stage. Close some, and load this page again."); },
};

const show = event => chat.show(event, me.name);

function notice(text) {
  at("soon").textContent = text;
  aloud(text);
}

function who(admin) {
  me.admin = menu.all = admin;
  at("fan").setAttribute("aria-pressed", String(!admin));
  at("admin").setAttribute("aria-pressed", String(admin));
  at("who").textContent = admin ? `You are ${me.name}, and an owner of the bot.` : `You are ${me.name}. Another tab is another fan.`;
}

function time() {
  if (!clock?.now) return;
  const now = new Date(clock.now);
  at("now").textContent = format(now, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" });
  playing = clock.playing;
  at("play").textContent = playing ? "Pause" : "Play";
  at("play").setAttribute("aria-pressed", String(playing));
  document.body.classList.toggle("playing", playing);
  const next = clock.next && new Date(clock.next);
  at("soon").textContent = !next ? "Nothing more is to come." : clock.follows
    ? `Next: ${relative(next)}` : `Nobody follows anything yet. Next airing: ${relative(next)}`;
  at("next").disabled = !next;
  at("play").disabled = !clock.follows && !playing;
}

// what the person does

const past = [];
let back = 0;

at("composer").addEventListener("submit", event => {
  event.preventDefault();
  const line = at("line").value.trim();
  menu.close();
  if (!line) return;
  say(line);
  at("line").value = "";
});
at("line").addEventListener("keydown", event => {
  if (event.defaultPrevented || !at("menu").hidden) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || back + step < 0 || back + step > past.length) return;
  event.preventDefault();
  back += step;
  at("line").value = past[back] || "";
});

const LARGEST = 512 * 1024;
const drop = async file => {
  if (!file) return;
  if (file.size > LARGEST) { notice("That file is larger than 512 KiB."); return; }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  send({ do: "drop", name: file.name, content: btoa(letters) });
};
at("clip").addEventListener("click", () => at("file").click());
at("file").addEventListener("change", () => { drop(at("file").files[0]); at("file").value = ""; });
document.addEventListener("dragover", event => event.preventDefault());
document.addEventListener("drop", event => {
  event.preventDefault();
  drop(event.dataTransfer.files[0]);
});

const speed = () => Number(at("speed").value);
at("next").addEventListener("click", () => send({ do: "next" }));
at("play").addEventListener("click", () => send(playing ? { do: "halt" } : { do: "play", pause: speed() }));
at("speed").addEventListener("change", () => playing && send({ do: "play", pause: speed() }));
at("hour").addEventListener("click", () => send({ do: "later", seconds: 3600 }));
at("day").addEventListener("click", () => send({ do: "later", seconds: 86400 }));
at("again").addEventListener("click", () => send({ do: "again" }));
at("fan").addEventListener("click", () => send({ do: "admin", on: false }));
at("admin").addEventListener("click", () => send({ do: "admin", on: true }));

const offers = at("offers");
if (offers) {
  const { drama, who: speaker } = offers.dataset;
  const subscribe = () => say(`/subscribe ${drama}`);
  at("offer-subscribe").addEventListener("click", subscribe);
  at("offer-play").addEventListener("click", () => {
    if (!clock?.follows) subscribe();
    send({ do: "play", pause: speed() });
  });
  at("offer-quote")?.addEventListener("click", () => say(`/quote ${speaker}`));
}

// on a phone one picture at a time

const tabs = [...document.querySelectorAll("[role=tab]")];
const choose = chosen => tabs.forEach(tab => {
  const mine = tab === chosen;
  tab.setAttribute("aria-selected", String(mine));
  tab.tabIndex = mine ? 0 : -1;
  at(tab.getAttribute("aria-controls")).classList.toggle("chosen", mine);
  if (mine) chat.logs[tab.getAttribute("aria-controls")].scrollTop = 1e9;
});
tabs.forEach((tab, place) => {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(place + step + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });
});
choose(tabs[0]);

// how it looks

const kept = (select, key, use) => {
  select.value = localStorage.getItem(key) || "";
  if (select.selectedIndex < 0) select.selectedIndex = 0;
  use(select.value);
  select.addEventListener("change", () => { localStorage.setItem(key, select.value); use(select.value); });
};
kept(at("zone"), ZONE, zone => { redraw(null, zone); time(); });
kept(at("theme"), THEME, theme => { document.documentElement.dataset.theme = theme; });

// the line to the bot

function connect() {
  socket = new WebSocket(new URL("stage/live", location.href).href.replace(/^http/, "ws"));
  socket.addEventListener("open", () => {
    pause = 250;
    send({ do: "join", token: sessionStorage.getItem(TOKEN) || "" });
  });
  socket.addEventListener("message", message => {
    const event = JSON.parse(message.data);
    heard[event.what]?.(event);
  });
  socket.addEventListener("close", () => {
    document.body.classList.add("away");
    at("soon").textContent = "The stage does not answer. Trying again …";
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, 10000);
  });
}
connect();
if (matchMedia("(pointer: fine)").matches) at("line").focus();  // elsewhere a keyboard would cover the page
