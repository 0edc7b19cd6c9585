// What the audit of a page needs beside axe: the contrast of every text, and what Tab reaches.
({
  // Every text whose contrast is below WCAG 2.2's level AA (1.4.3), with its figures.
  lowContrast() {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const known = new Map();
    const channels = (colour) => {
      if (!known.has(colour)) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        known.set(colour, [r, g, b, a / 255]);
      }
      return known.get(colour);
    };
    const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
    const luminance = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const ground = (element) => {
      const layers = [];
      for (let at = element; at; at = at.parentElement) layers.push(channels(getComputedStyle(at).backgroundColor));
      const page = channels(matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#ffffff");
      return layers.reverse().reduce((below, layer) => over(layer, below), page);
    };
    const faded = (element) => {
      let all = 1;
      for (let at = element; at; at = at.parentElement) all *= Number(getComputedStyle(at).opacity);
      return all;
    };
    const found = [];
    const look = (element, text, pseudo) => {
      const style = getComputedStyle(element, pseudo);
      const below = ground(element);
      const [r, g, b, a] = channels(style.color);
      const ink = over([r, g, b, a * faded(element)], below);
      const [low, high] = [luminance(ink), luminance(below)].sort((x, y) => x - y);
      const ratio = (high + 0.05) / (low + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${text.trim().slice(0, 40)} <${element.tagName} ${element.className}>`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || element.closest("script, style, noscript, [disabled]")) continue;
      if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
      look(element, walker.currentNode.data);
    }
    document.querySelectorAll("input[placeholder], textarea[placeholder]").forEach((field) => {
      if (field.checkVisibility() && !field.value) look(field, field.placeholder, "::placeholder");
    });
    return found;
  },

  // Everything that Tab should reach, numbered.
  tabbable() {
    const wanted = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
    const all = [...document.querySelectorAll(wanted)].filter((e) =>
      e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility({ checkVisibilityCSS: true })
      && !(e.type === "radio" && !e.checked) && !e.closest("[inert], details:not([open]) > :not(summary)"));
    all.forEach((e, n) => { e.dataset.reach = String(n); });
    return all.map((e) => `${e.tagName} ${e.getAttribute("aria-label") ?? e.textContent.trim().slice(0, 40)}`);
  },

  // What has the focus: its number, and whether one sees that it has.
  focused() {
    const at = document.activeElement;
    const lit = (e) => {
      const style = getComputedStyle(e);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
    };
    const shown = lit(at) || (at.closest(".input-container, .wrap") && lit(at.closest(".input-container, .wrap")));
    return [at.dataset.reach ?? null, Boolean(shown)];
  },

  // Everything that moves although the visitor asked for no motion.
  moving() {
    return [...document.querySelectorAll("*")].flatMap((e) => ["", "::before", "::after"].map((part) => {
      const style = getComputedStyle(e, part || null);
      const slow = style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
      return style.animationName !== "none" || slow ? `${e.tagName}.${e.className}${part}` : "";
    })).filter(Boolean);
  },
})
