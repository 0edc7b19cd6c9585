// Small comforts. The page's content comes from the server; nothing here knows offsets.
(() => {
  // On a wide screen the source lies beside the answers from the start, until somebody closes it.
  const WIDE = matchMedia("(min-width: 76rem)");
  let opener = null;
  let closed = false;
  const onAsk = () => document.querySelector("#tabs [role=tab][aria-selected=true]")?.textContent.trim() === "Ask";
  const atHand = () => WIDE.matches && !closed;
  if (atHand()) document.body.dataset.source = "open";

  // On a small screen the source covers the rest, in which nobody can then be by keyboard.
  const SMALL = matchMedia("(max-width: 62rem)");
  const cover = () => {
    const covered = SMALL.matches && "source" in document.body.dataset;
    document.getElementById("left")?.toggleAttribute("inert", covered);
    if (covered && !document.activeElement?.closest(".source")) document.querySelector(".source .close")?.focus();
  };
  SMALL.addEventListener("change", cover);

  const show = (link) => {
    opener = link;
    closed = false;
    document.body.dataset.source = "open";
    document.querySelectorAll("figure.quote[aria-current]").forEach((f) => f.removeAttribute("aria-current"));
    link.closest("figure.quote")?.setAttribute("aria-current", "true");
    if (link.dataset.finding) tell(link.dataset.finding);
    cover();
  };

  // The finding that belongs to a quotation of the draft comes into view with its source.
  const tell = (number) => {
    document.querySelectorAll(".finding[aria-current]").forEach((f) => f.removeAttribute("aria-current"));
    const card = document.querySelector(`.finding[data-card="${CSS.escape(number)}"]`);
    card?.setAttribute("aria-current", "true");
    card?.scrollIntoView({ block: "nearest" });
  };

  const hide = () => {
    delete document.body.dataset.source;
    cover();
    closed ||= onAsk(); // elsewhere it was opened by hand
    opener?.focus();
    opener = null;
  };

  // A quote is copied with its footnote, as text and with its typefaces: word processors take these.
  const copy = async (button) => {
    const rich = button.closest("figure").querySelector("template.copied").innerHTML;
    const kinds = { "text/plain": button.dataset.copy, "text/html": rich };
    try {
      const blobs = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
      copyAsOfOld(kinds);
    }
    const label = button.textContent;
    button.textContent = "Copied";
    button.addEventListener("blur", () => { button.textContent = label; }, { once: true });
  };

  // Browsers keep the clipboard from pages without https, such as those of another machine at home.
  const copyAsOfOld = (kinds) => {
    document.addEventListener("copy", (event) => {
      for (const [kind, text] of Object.entries(kinds)) event.clipboardData.setData(kind, text);
      event.preventDefault();
    }, { once: true });
    document.execCommand("copy");
  };

  // A filter: its chips put their terms into the box, and take them out; then they are counted anew.
  const TERMS = /-?[A-Za-z]+:(?:"[^"]*"|[^\s"])+|\S+/g;
  const told = (chips, where) => chips.querySelector(".fitting")?.dispatchEvent(new CustomEvent("filter", { detail: where, bubbles: true }));
  const toggle = (chip) => {
    const chips = chip.closest("[id$='-chips']");
    const box = document.getElementById(chips.id.replace(/-chips$/, "")).querySelector("input, textarea");
    const plain = (term) => term.replaceAll('"', "").toLowerCase();
    const term = chip.dataset.term;
    const terms = box.value.match(TERMS) ?? [];
    const left = terms.filter((one) => plain(one) !== plain(term));
    box.value = (left.length < terms.length ? left : [...terms, term]).join(" ");
    chip.setAttribute("aria-pressed", String(left.length === terms.length));
    box.dispatchEvent(new Event("input", { bubbles: true }));
    told(chips, box.value);
  };
  document.addEventListener("change", (event) => {
    const name = event.target instanceof Element ? event.target.closest(".where")?.id : null;
    const chips = name && document.getElementById(`${name}-chips`);
    if (chips) told(chips, event.target.value);
  });

  // What the newest turn says is shown beside it; nothing where it is no answer.
  let newest = 0;
  const numberOf = (turn) => Number(turn.getAttribute("aria-labelledby")?.replace("turn-", ""));
  const beside = () => {
    const turns = [...document.querySelectorAll("#conversation article.turn")];
    const turn = turns.sort((a, b) => numberOf(b) - numberOf(a))[0];
    if (!turn || numberOf(turn) === newest) return;
    newest = numberOf(turn);
    if (!atHand()) return;
    const typing = document.activeElement;
    const link = turn.querySelector(".from figure.quote a[target=source]");
    if (link) link.click();
    else frames.source?.location.replace("/source/");
    typing?.focus?.();
  };
  new MutationObserver(beside).observe(document.documentElement, { childList: true, subtree: true });

  // Who is inside the source sees it on its frame, of which no selector tells.
  const frame = () => document.querySelector(".source iframe");
  addEventListener("blur", () => frame()?.toggleAttribute("data-within", document.activeElement === frame()));
  addEventListener("focus", () => frame()?.removeAttribute("data-within"));

  // A press is meant for what it began on, though the page has moved below the pointer meanwhile.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => {
    const on = event.target instanceof Element ? event.target.closest("button") : null;
    const chips = on?.dataset.term && on.closest("[id$='-chips']");
    pressed = on && event.button === 0 ? { on, chips, x: event.clientX, y: event.clientY } : null;
  });
  document.addEventListener("pointerup", (event) => {
    const press = pressed;
    pressed = null;
    if (!press || Math.hypot(event.clientX - press.x, event.clientY - press.y) > 4) return;
    const anew = () => press.chips?.querySelector(`[data-term="${CSS.escape(press.on.dataset.term)}"]`);
    const meant = press.on.isConnected ? press.on : anew();
    if (meant && !meant.contains(event.target)) meant.click();
  });

  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (!at) return;
    const link = at.closest("a[target=source]");
    if (link) return show(link);
    const button = at.closest("button.copy");
    if (button) return void copy(button);
    if (at.closest("button.close")) return hide();
    const other = at.closest("button[data-tab]")?.dataset.tab;
    if (other) return [...document.querySelectorAll("#tabs [role=tab]")].find((tab) => tab.textContent.trim() === other)?.click();
    const chip = at.closest("button[data-term]");
    if (chip) return toggle(chip);
    const tab = at.closest("#tabs [role=tab]");
    if (tab && atHand() && tab.textContent.trim() === "Ask") document.body.dataset.source = "open";
    else if (tab) delete document.body.dataset.source; // the others have the whole width
    const quote = at.closest("figure.quote blockquote");
    if (quote && !at.closest("a") && String(getSelection()) === "") {
      quote.querySelector(".footnote a")?.click();
    }
  });

  const leave = (event) => event.key === "Escape" && document.body.dataset.source && hide();
  document.addEventListener("load", ({ target }) => { // Escape is meant inside of the source, too
    if (target === frame()) target.contentWindow?.addEventListener("keydown", leave);
  }, true);

  document.addEventListener("keydown", (event) => {
    leave(event);
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      document.querySelector("#question textarea, #question input")?.focus();
    }
  });
})();
