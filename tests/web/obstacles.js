// What a person who hears the page, or has no mouse, would stumble over.
() => {
  const found = [], all = selector => [...document.querySelectorAll(selector)];
  const name = element => (element.getAttribute("aria-label") || element.innerText || element.textContent || "").trim();
  if (!document.documentElement.lang) found.push("no language");
  for (const one of ["header.top", "main", "footer", "h1", "title"]) if (all(one).length !== 1) found.push(`not one ${one}`);
  let before = 0;
  for (const heading of all("h1, h2, h3, h4")) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) found.push(`h${before} is followed by h${level}`);
    if (!name(heading)) found.push("an empty heading");
    before = level;
  }
  for (const field of all("input:not([type=hidden]), select")) if (!field.labels.length) found.push(`no label: ${field.name}`);
  for (const one of all("a, button, summary")) if (!name(one)) found.push(`no name: ${one.outerHTML}`);
  for (const one of all("section")) if (!one.getAttribute("aria-labelledby") && !one.ariaLabel) found.push("a nameless section");
  for (const attribute of ["aria-labelledby", "aria-describedby", "for", "list"])
    for (const one of all(`[${attribute}]`))
      if (!document.getElementById(one.getAttribute(attribute))) found.push(`${attribute} leads nowhere`);
  const ids = all("[id]").map(one => one.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`twice: #${id}`);
  for (const one of all('a[href^="#"]'))
    if (!document.getElementById(decodeURIComponent(one.hash.slice(1)))) found.push(`a link to nothing: ${one.hash}`);
  const links = {};
  for (const one of all("a")) (links[name(one)] ??= new Set()).add(one.href);
  for (const [said, targets] of Object.entries(links)) if (targets.size > 1) found.push(`several targets: ${said}`);
  for (const one of all("button, .button, input:not([type=hidden]), select, summary, .plain")) {
    const box = one.getBoundingClientRect();
    if (one.checkVisibility() && (box.height < 24 || box.width < 24)) found.push(`small: ${name(one)}`);
  }
  for (const one of all("[tabindex]")) if (one.tabIndex > 0) found.push("a tab order of its own");
  for (const list of all("ul, ol")) if ([...list.children].some(one => one.tagName !== "LI")) found.push("a list of other things");
  return [...new Set(found)];
}
