// Small comforts. The page's content comes from the server; nothing here knows offsets.
(() => {
  let opener = null;

  const show = (link) => {
    opener = link;
    document.body.dataset.source = "open";
    document.querySelectorAll("figure.quote[aria-current]").forEach((f) => f.removeAttribute("aria-current"));
    link.closest("figure.quote")?.setAttribute("aria-current", "true");
    if (link.dataset.finding) tell(link.dataset.finding);
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
    opener?.focus();
    opener = null;
  };

  const copy = async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.textContent;
    button.textContent = "Copied";
    button.addEventListener("blur", () => { button.textContent = label; }, { once: true });
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

  // On a wide screen the source of the newest answer lies beside it from the start.
  const WIDE = matchMedia("(min-width: 100rem)");
  let newest = 0;
  const numberOf = (turn) => Number(turn.getAttribute("aria-labelledby")?.replace("turn-", ""));
  const beside = () => {
    const turns = [...document.querySelectorAll("#conversation article.turn")];
    const turn = turns.sort((a, b) => numberOf(b) - numberOf(a))[0];
    if (!turn || numberOf(turn) === newest) return;
    newest = numberOf(turn);
    const typing = document.activeElement;
    if (WIDE.matches) turn.querySelector(".from figure.quote a[target=source]")?.click();
    typing?.focus?.();
  };
  new MutationObserver(beside).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (!at) return;
    const link = at.closest("a[target=source]");
    if (link) return show(link);
    const button = at.closest("button.copy");
    if (button) return void copy(button);
    if (at.closest("button.close")) return hide();
    const chip = at.closest("button[data-term]");
    if (chip) return toggle(chip);
    if (at.closest("#tabs [role=tab]")) delete document.body.dataset.source; // another tab, the whole width
    const quote = at.closest("figure.quote blockquote");
    if (quote && !at.closest("a") && String(getSelection()) === "") {
      quote.querySelector(".footnote a")?.click();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.dataset.source) return hide();
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      document.querySelector("#question textarea, #question input")?.focus();
    }
  });
})();
