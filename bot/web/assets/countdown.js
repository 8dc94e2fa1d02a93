// Keeps the countdowns going, and asks the browser once for its time zone. The page is complete without.
(() => {
  "use strict";
  const page = document.documentElement;
  const ahead = Date.parse(page.dataset.now) - Date.now(); // the bot's clock is the one that counts

  function span(milliseconds) {
    let minutes = Math.round(milliseconds / 60000);
    if (minutes >= 1440) minutes = Math.round(minutes / 60) * 60;
    const counts = [[Math.floor(minutes / 1440), "day"], [Math.floor((minutes % 1440) / 60), "hour"], [minutes % 60, "minute"]];
    const said = counts.filter(([count]) => count).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
    return said.join(" ") || "less than a minute";
  }

  function tick() {
    const now = Date.now() + ahead;
    for (const shown of document.querySelectorAll("[data-at]")) {
      const left = Date.parse(shown.dataset.at) - now;
      const words = left > 0 ? `in ${span(left)}` : "out now";
      if (shown.textContent !== words) shown.textContent = words;
      shown.classList.toggle("out", left <= 0);
    }
  }

  tick();
  setInterval(tick, 5000);
  document.addEventListener("visibilitychange", tick);

  if (!page.dataset.clock && !/(^|; )zone=/.test(document.cookie)) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone) {
      document.cookie = `zone=${zone}; max-age=31536000; samesite=lax`;
      if (/(^|; )zone=/.test(document.cookie)) location.reload();
    }
  }
})();
