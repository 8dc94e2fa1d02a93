// Every text against what lies behind it: the ratio of WCAG 2.2, 1.4.3. Of a gradient every stop counts.
() => {
  const number = text => (text.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const over = (top, under) => {
    const a = top.length > 3 ? top[3] : 1;
    return [0, 1, 2].map(i => top[i] * a + under[i] * (1 - a));
  };
  const behind = element => {
    if (!element) return [[255, 255, 255]];
    const style = getComputedStyle(element);
    const stops = style.backgroundImage.match(/rgba?\([^)]*\)/g);
    if (stops) return stops.map(number);
    const colour = number(style.backgroundColor);
    if (colour.length === 4 && colour[3] === 0) return behind(element.parentElement);
    if (colour.length === 4) return behind(element.parentElement).map(under => over(colour, under));
    return [colour];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(".hidden, .skip, datalist")) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    for (const under of behind(element)) {
      const [a, b] = [light(over(number(style.color), under)), light(under)].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      if (ratio < (large ? 3 : 4.5)) found.push(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
    }
  }
  return [...new Set(found)];
}
