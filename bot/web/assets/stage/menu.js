// What may be meant by the words so far: commands after a slash, then what the command needs to know.
import { element } from "./element.js";

const MOST = 8;
const EDITORS = ["editor", "owner"];  // whose commands others need not be offered

export class Menu {
  // `ask(command, param, text)` gives a promise of choices
  constructor(input, list, ask) {
    this.input = input;
    this.list = list;
    this.ask = ask;
    this.commands = [];
    this.chosen = -1;
    this.all = false;
    this.asked = 0;
    this.asking = null;  // the question whose answer is still to come
    this.taken = [];  // values chosen for the parameters of the command being typed
    input.addEventListener("input", () => this.look());
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    input.addEventListener("keydown", event => this.key(event));
  }

  async look() {
    const text = this.input.value, asked = ++this.asked;
    if (!text.startsWith("/")) return this.close();
    const space = text.indexOf(" ");
    if (space < 0) return this.open(this.named(text.slice(1).toLowerCase()));
    const command = this.commands.find(one => one.name === text.slice(1, space).toLowerCase());
    if (!command) return this.close();
    let rest = text.slice(space + 1), place = 0, head = text.slice(0, space + 1);
    while (place < this.taken.length && rest.startsWith(`${this.taken[place]} `)) {
      head += `${this.taken[place]} `;
      rest = rest.slice(this.taken[place].length + 1);
      place += 1;
    }
    this.taken.length = place;
    const param = command.params[place];
    if (!param) return this.close();
    this.mark(-1);  // what is shown is of fewer letters, and not to be taken by the next key
    this.asking = this.ask(command.name, param.name, rest);
    const choices = await this.asking;
    if (asked !== this.asked) return undefined;  // more was typed meanwhile
    return this.open(choices.slice(0, MOST).map(one => ({
      label: one.label, about: "", take: () => {
        const value = /[\s"]/.test(one.value) ? `"${one.value.replaceAll('"', '""')}"` : one.value;
        this.taken[place] = value;
        this.set(`${head}${value}${command.params[place + 1] ? " " : ""}`);
      },
    })), param.about);
  }

  named(start) {
    const found = this.commands.filter(one => one.name.startsWith(start) && (this.all || !EDITORS.includes(one.who)));
    return found.map(one => ({
      label: one.usage, about: one.about, take: () => this.set(`/${one.name}${one.params.length ? " " : ""}`),
    }));
  }

  set(text) {
    this.input.value = text;
    this.input.focus();
    if (text.endsWith(" ")) this.look();
    else this.close();
  }

  open(options) {
    this.asking = null;
    this.options = options;
    this.list.replaceChildren(...options.map((one, place) => element("li", {
      role: "option", id: `option-${place}`, "aria-selected": "false",
      onmousedown: event => { event.preventDefault(); one.take(); },
    }, element("b", {}, one.label), one.about ? element("span", {}, one.about) : null)));
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.mark(-1);
  }

  close() {
    this.asked += 1;
    this.open([]);
  }

  key(event) {
    if (this.list.hidden && !this.asking) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      event.preventDefault();
      const count = this.options.length;
      this.mark((this.chosen + step + count + (this.chosen < 0 && step < 0 ? 1 : 0)) % count);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (this.chosen >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      this.options[this.chosen].take();
    } else if (event.key === "Tab" && (this.asking || this.options.length === 1)) {
      event.preventDefault();
      this.complete();
    }
  }

  async complete() {
    const asked = this.asked;
    await this.asking;
    if (asked === this.asked && this.options.length === 1) this.options[0].take();
  }

  mark(place) {
    this.chosen = place;
    [...this.list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
    this.list.children[place]?.scrollIntoView({ block: "nearest" });
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `option-${place}`);
  }
}
