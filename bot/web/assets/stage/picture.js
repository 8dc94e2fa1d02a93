// One message on its own, to be photographed: window.draw(side, entry, look) gives where it stands.
import { redraw } from "./moments.js";
import * as telegram from "./telegram.js";
import * as discord from "./discord.js";

const sides = { telegram, discord };
const nothing = { say() {}, press() {} };

window.draw = async (side, entry, { now, zone, theme }) => {
  document.documentElement.dataset.theme = theme;
  redraw(now, zone);
  const log = document.getElementById("log");
  log.className = `log ${side}`;
  log.replaceChildren(sides[side].draw(entry[side], entry, nothing, null));
  await document.fonts.ready;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { x, y, width, height } = log.getBoundingClientRect();
  return { x, y, width, height };
};
