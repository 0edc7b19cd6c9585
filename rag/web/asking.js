// One question at a time. What is asked meanwhile waits below the box, and no answer writes into it.
(() => {
  const waiting = [];
  let current = null; // what is being answered
  let turns = 0; // how many there were when it was asked
  const box = () => document.querySelector("#question textarea");
  const door = () => document.querySelector("#asked .asking[data-open]");
  const answered = () => document.querySelectorAll("#conversation .turn").length;

  const write = (text) => {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };
  const send = (name, detail) => door().dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));

  const ask = (text) => {
    if (text.trim()) waiting.push(text.trim());
    next();
  };
  const next = () => {
    if (current === null && waiting.length && door()) {
      current = waiting.shift();
      turns = answered();
      send("begin", current);
    }
    show();
  };

  // Answered, stopped or refused: what has no answer comes back into the box, or waits for a click.
  const settle = () => {
    if (current === null) return;
    const text = current;
    current = null;
    if (answered() > turns) return next();
    if (box().value.trim()) {
      waiting.unshift(text);
      return show();
    }
    write(text);
    next();
  };
  const stop = () => { // also where no server is left to say that it has stopped
    const text = current;
    send("end");
    setTimeout(() => current === text && settle(), 1500);
  };
  const takeBack = (text) => {
    waiting.splice(waiting.indexOf(text), 1);
    if (!box().value.trim()) write(text);
    show();
    box().focus();
  };

  const row = (text, acts) => {
    const made = document.createElement("li");
    made.append(Object.assign(document.createElement("bdi"), { textContent: text }));
    for (const [name, act] of acts) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name, onclick: act });
      button.setAttribute("aria-label", `${name}: ${text}`);
      made.append(" ", button);
    }
    return made;
  };
  const show = () => {
    if (!door()) return;
    const now = current === null ? [] : [row(current, [["Stop", stop]])];
    const ahead = current === null ? [["Ask", () => next()]] : [];
    door().replaceChildren(...now, ...waiting.map((text) => row(text, [...ahead, ["Take back", () => takeBack(text)]])));
    document.body.toggleAttribute("data-asking", current !== null);
    const more = waiting.length ? ` ${waiting.length} more ${waiting.length === 1 ? "waits" : "wait"}.` : "";
    const said = current === null ? more : `Looking for an answer.${more}`;
    document.querySelector("#asked .heard").textContent = said.trim();
  };

  const submit = (event) => {
    event.preventDefault();
    event.stopPropagation();
    const text = box().value;
    if (text.trim() || !waiting.length) write("");
    ask(text);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === box() && !event.shiftKey && !event.isComposing) submit(event);
  }, true);
  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (at?.closest("#question .submit-button")) submit(event);
    const example = at?.closest(".example");
    if (example) ask(example.textContent);
  }, true);
  document.addEventListener("quoth-ask", (event) => ask(event.detail));
  document.addEventListener("quoth-open", next);
  document.addEventListener("quoth-settled", () => setTimeout(settle, 100)); // once the turn is drawn
  ask(new URLSearchParams(location.search).get("q") ?? "");
})();
