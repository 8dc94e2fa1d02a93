// Elements made of parts. What anybody said becomes text, never markup.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter(one => one !== null && one !== undefined));
  return made;
}

// An address that a click may follow, or null: no scheme but that of web pages.
export function web(address) {
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

export function link(address, children, attributes = {}) {
  const href = web(address);
  if (href === null) return element("span", attributes, children);
  return element("a", { href, target: "_blank", rel: "noopener noreferrer", ...attributes }, children);
}

// What is hidden until it is pressed, for those who see and for those who hear the page.
export function spoiler(children, kind) {
  const inner = element("span", { class: "hidden-words", "aria-hidden": "true" }, children);
  const show = () => {
    made.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) made.removeAttribute(name);
    inner.removeAttribute("aria-hidden");
  };
  const made = element("span", {
    class: `spoiler ${kind}`,
    role: "button",
    tabindex: "0",
    "aria-label": "Spoiler, press to show it",
    onclick: show,
    onkeydown: event => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(); }
    },
  }, inner);
  return made;
}

// Files that came with a message; those that the page has can be kept.
export function files(list) {
  return (list || []).map(one => {
    const said = [element("span", { class: "icon", "aria-hidden": "true" }),
      element("span", {}, element("b", {}, one.name), element("small", {}, ` ${(one.size / 1024).toFixed(1)} kB`))];
    if (one.content === null) return element("div", { class: "file" }, said);
    const bytes = Uint8Array.from(atob(one.content), letter => letter.charCodeAt(0));
    const href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    return element("a", { class: "file", href, download: one.name }, said);
  });
}

// A file that a person sent.
export const sent = name => element("div", { class: "file" }, element("span", { class: "icon", "aria-hidden": "true" }), element("b", {}, name));
