// The two chats side by side: the same entries, each drawn as its app draws it.
import { element } from "./element.js";
import { stamp, format } from "./moments.js";
import * as telegram from "./telegram.js";
import * as discord from "./discord.js";

export class Chat {
  // `acts` has say(line) and press(side, data, label)
  constructor(logs, acts) {
    this.logs = logs;
    this.acts = acts;
    this.clear();
  }

  clear() {
    this.days = {};
    this.before = null;
    for (const log of Object.values(this.logs)) log.replaceChildren();
  }

  show(entry, name) {
    for (const side of Object.keys(this.logs)) {
      const drawn = this.drawn(side, entry, name);
      if (!drawn) continue;
      this.day(side, entry);
      drawn.dataset.number = entry.number;
      this.logs[side].append(drawn);
      this.logs[side].scrollTop = this.logs[side].scrollHeight;
    }
    this.before = entry;
  }

  change(entry) {
    for (const side of Object.keys(this.logs)) {
      const old = this.logs[side].querySelector(`[data-number="${Number(entry.number)}"]`);
      if (!old) continue;
      const drawn = entry.opens && side === "discord" ? this.drawn(side, entry, "") : this.bot(side, entry, null);
      drawn.dataset.number = entry.number;
      drawn.classList.add("changed");
      old.replaceWith(drawn);
    }
  }

  drawn(side, entry, name) {
    if (entry.form) return entry.form[side] ? discord.modal(entry.form[side], this.acts.submit) : null;
    if (entry.opens && side === "discord") return discord.opens(name, () => this.acts.press(side, entry.opens, "Open the form", 0));
    if (entry.by === "form") return null;
    if (entry.by === "bot") return this.bot(side, entry, this.above(side, entry, name));
    if (entry.by === "press") return null;  // neither app writes a press into the chat
    if (side === "telegram") return telegram.mine(entry.text, entry.at, entry.file);
    return entry.text.startsWith("/") && !entry.file ? null : discord.mine(name, entry.text, entry.at, entry.file);
  }

  bot(side, entry, above) {
    const acts = { say: this.acts.say, press: (data, label) => this.acts.press(side, data, label, entry.number) };
    return side === "telegram" ? telegram.draw(entry[side], entry, acts) : discord.draw(entry[side], entry, acts, above);
  }

  // Over an answer Discord says what it answers.
  above(side, entry, name) {
    const before = this.before;
    if (side !== "discord" || !entry.asked || !before) return null;
    if (before.by === "fan" && before.text.startsWith("/")) return discord.used(name, before.text.split(/\s/)[0]);
    if (before.by === "press" && before.under) {
      const under = this.logs.discord.querySelector(`[data-number="${Number(before.under)}"] .words`);
      return discord.replied((under?.innerText || before.text).split("\n")[0]);
    }
    return null;
  }

  day(side, entry) {
    const day = format(new Date(entry.at), { dateStyle: "long" });
    if (this.days[side] === day) return;
    this.days[side] = day;
    this.logs[side].append(element("p", { class: "day" }, stamp(entry.at, "D")));
  }
}
