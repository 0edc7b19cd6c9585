// Typing finds what was asked before in this browser, which alone keeps it.
(() => {
  const KEY = "quoth-asked";
  const KEPT = 200;
  const SHOWN = 5;
  const folded = (text) => text.trim().replace(/\s+/g, " ").toLocaleLowerCase();
  const box = () => document.querySelector("#question textarea");
  const list = () => document.querySelector("#asked .asked-before");

  const known = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? "[]").filter((one) => typeof one === "string");
    } catch {
      return []; // kept from us, or not ours
    }
  };
  const keep = (questions) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(questions.slice(0, KEPT)));
    } catch { /* private windows keep nothing */ }
  };

  // Before the first question, and after a reload, what was asked last is at hand.
  let rested = null; // the list, while it shows that
  const rest = () => {
    const free = list() && !box()?.value && !document.querySelector("#conversation .turn, body[data-asking]");
    const now = free ? list() : null;
    if (now === rested) return;
    rested = now;
    list()?.toggleAttribute("data-resting", Boolean(now));
    if (now) tell(known().slice(0, SHOWN), "");
    else if (list() && !box()?.value) tell([]);
  };

  let turns = 0;
  const remember = () => {
    const asked = [...document.querySelectorAll("#conversation .turn")].map((turn) => turn.dataset.asked);
    if (asked.length === turns) return;
    turns = asked.length;
    const before = known();
    const fresh = asked.filter((one) => !before.some((other) => folded(other) === folded(one)));
    if (fresh.length) keep([...fresh, ...before]);
  };

  // All words that are typed occur in the question, in any order.
  const find = (typed) => {
    const words = folded(typed).split(" ").filter(Boolean);
    if (words.join("").length < 3) return [];
    const fits = (one) => folded(one) !== folded(typed) && words.every((word) => folded(one).includes(word));
    return known().filter(fits).slice(0, SHOWN);
  };

  const button = (css, said, act) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: css, textContent: said, onclick: act });
    return made;
  };
  const tell = (found, said = `${found.length} earlier question${found.length === 1 ? "" : "s"}: arrow down`) => {
    document.querySelector("#asked .found").textContent = found.length ? said : "";
    list().replaceChildren(...found.map((one) => button("earlier", one, () => choose(one))));
    if (found.length) list().append(button("forget", "Forget what was asked here", () => { keep([]); leave(); }));
  };
  const leave = () => {
    tell([]);
    box().focus();
  };

  // A question that is answered on this page is shown; another one is asked again.
  const choose = (question) => {
    const turn = [...document.querySelectorAll("#conversation .turn")].find((one) => one.dataset.asked === question);
    box().value = "";
    box().dispatchEvent(new Event("input", { bubbles: true }));
    leave();
    if (!turn) return document.dispatchEvent(new CustomEvent("quoth-ask", { detail: question }));
    turn.tabIndex = -1;
    turn.focus({ preventScroll: true });
    turn.scrollIntoView({ block: "start" });
  };

  document.addEventListener("input", (event) => {
    if (event.target !== box() || !list()) return;
    tell(find(event.target.value));
    rest();
  });
  document.addEventListener("keydown", (event) => {
    const buttons = [...(list()?.children ?? [])];
    if (!buttons.length) return;
    const inside = [box(), ...buttons];
    const at = inside.indexOf(event.target);
    if (at < 0) return;
    if (event.key === "Enter" && at === 0) return tell([]); // asking.js asks it
    if (event.key === "Escape") leave();
    else if (event.key === "ArrowDown") inside[Math.min(at + 1, buttons.length)].focus();
    else if (event.key === "ArrowUp" && at > 0) inside[at - 1].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  new MutationObserver(() => { remember(); rest(); }).observe(document.documentElement, { childList: true, subtree: true });
})();
