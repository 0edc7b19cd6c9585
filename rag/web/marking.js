// Marking the words of a known answer. A word is known by its number alone; where it stands in
// the document, only the server knows.
(() => {
  const words = [...document.querySelectorAll(".w")];
  const text = document.querySelector("main.marking");
  const keep = document.querySelector("form.keep");
  const chosen = document.getElementById("chosen");
  const list = document.getElementById("passages");
  const said = document.getElementById("said");
  const every = document.getElementById("every");
  const find = document.querySelector("form[role=search]");

  const passages = [...chosen.querySelectorAll("input")].map((i) => i.value.split("-").map(Number));
  let now = 0;
  let painted = [];

  const number = (word) => Number(word.id.slice(1));
  const first = (n) => { while (n > 0 && !words[n].classList.contains("s")) n -= 1; return n; };
  const last = (n) => {
    while (n + 1 < words.length && !words[n + 1].classList.contains("s")) n += 1;
    return n;
  };
  const clamp = (n) => Math.min(Math.max(n, 0), words.length - 1);
  const said_of = ([a, b]) => words.slice(a, b + 1).map((w) => own(w)).join(" ");

  // A word's own letters, without the note marks in it.
  const own = (word) => {
    const copy = word.cloneNode(true);
    copy.querySelectorAll("sup").forEach((mark) => mark.remove());
    return copy.textContent.trim();
  };

  // A range of the page over the word's letters, without the space behind it.
  const over = (word) => {
    const nodes = [];
    const walker = document.createTreeWalker(word, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("sup")) nodes.push(walker.currentNode);
    const range = document.createRange();
    const end = nodes[nodes.length - 1];
    range.setStart(nodes[0], 0);
    range.setEnd(end, end.data.trimEnd().length || end.data.length);
    return range;
  };

  // The smallest number for which `holds`, where it holds for all that follow.
  const search = (holds) => {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(words[middle])) high = middle; else low = middle + 1;
    }
    return low;
  };

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text) || keep.contains(range.startContainer)) return null;
    const a = search((w) => over(w).compareBoundaryPoints(Range.START_TO_END, range) > 0);
    const b = search((w) => over(w).compareBoundaryPoints(Range.END_TO_START, range) >= 0) - 1;
    return a <= b && a < words.length ? [a, b] : null;
  };

  const item = (passage, n) => {
    const row = document.createElement("li");
    const words = document.createElement("button");
    words.type = "button";
    words.className = "words";
    words.textContent = passage ? said_of(passage) : "…";
    words.setAttribute("aria-pressed", String(n === now));
    words.addEventListener("click", () => { now = n; show(passages[n]?.[0]); });
    const gone = document.createElement("button");
    gone.type = "button";
    gone.textContent = "Remove";
    gone.setAttribute("aria-label", `Remove passage ${n + 1}`);
    gone.addEventListener("click", () => {
      passages.splice(n, 1);
      now = Math.max(0, Math.min(now, passages.length - 1));
      show();
      text.focus({ preventScroll: true });
    });
    row.append(words, gone);
    return row;
  };

  const show = (see) => {
    painted.forEach((word) => word.classList.remove("chosen", "now"));
    painted = [];
    passages.forEach((passage, n) => {
      if (!passage) return;
      for (let at = passage[0]; at <= passage[1]; at += 1) {
        words[at].classList.add("chosen");
        words[at].classList.toggle("now", n === now);
        painted.push(words[at]);
      }
    });
    const full = passages.filter(Boolean);
    chosen.replaceChildren(...full.map(([a, b]) => {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "w";
      field.value = `${a}-${b}`;
      return field;
    }));
    list.replaceChildren(...passages.map(item));
    const count = full.reduce((sum, [a, b]) => sum + b - a + 1, 0);
    said.textContent = count ? `${count} ${count === 1 ? "word is" : "words are"} marked.` : "Nothing is marked yet.";
    every.hidden = full.length < 2;
    keep.querySelector("button.main").disabled = !full.length;
    if (see !== undefined) words[see].scrollIntoView({ block: "nearest" });
  };

  const mark = (a, b, see) => {
    passages[now] = [clamp(a), clamp(b)];
    show(see === undefined ? undefined : clamp(see));
  };

  // Where the keyboard begins: at what was found, else at the first word in view.
  const begin = () => {
    const target = document.querySelector("mark.found:target")?.closest(".w");
    const top = document.querySelector("header").getBoundingClientRect().bottom;
    return target ? number(target) : clamp(search((w) => w.getBoundingClientRect().top >= Math.max(0, top)));
  };
  const ensure = () => {
    if (passages[now]) return false;
    const at = begin();
    mark(first(at), last(at), at);
    return true;
  };

  const move = {
    begin: (unit, way) => {
      const [a, b] = passages[now];
      const at = unit === "word" ? a + way
        : way > 0 ? last(a) + 1
        : first(a) < a ? first(a) : first(clamp(a - 1));
      if (at <= b) mark(at, b, at);
    },
    end: (unit, way) => {
      const [a, b] = passages[now];
      const at = unit === "word" ? b + way
        : way < 0 ? first(b) - 1
        : last(b) > b ? last(b) : last(clamp(b + 1));
      if (at >= a) mark(a, at, at);
    },
  };
  const step = (unit, way) => {
    const [a, b] = passages[now];
    if (unit === "word") return mark(way > 0 ? b + 1 : a - 1, way > 0 ? b + 1 : a - 1, way > 0 ? b + 1 : a - 1);
    const at = clamp(way > 0 ? last(b) + 1 : first(a) - 1);
    mark(first(at), last(at), way > 0 ? last(at) : first(at));
  };

  document.addEventListener("selectionchange", () => {
    const range = selected();
    if (range) mark(...range);
  });
  document.addEventListener("pointerup", (event) => {
    if (event.pointerType === "mouse" && selected()) getSelection().removeAllRanges();
  });
  text.addEventListener("keydown", (event) => {
    const keys = { ArrowDown: ["sentence", 1], ArrowUp: ["sentence", -1], ArrowRight: ["word", 1], ArrowLeft: ["word", -1] };
    const [unit, way] = keys[event.key] ?? [];
    if (!unit || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (ensure()) return;
    if (event.shiftKey) move.end(unit, way); else step(unit, way);
  });
  keep.addEventListener("click", (event) => {
    const { edge, unit, way } = event.target.dataset;
    if (edge && !ensure()) move[edge](unit, Number(way));
    if (event.target.id === "another" && passages[now]) {
      now = passages.push(null) - 1;
      show();
      text.focus({ preventScroll: true });
    }
  });
  find.addEventListener("submit", () => {
    find.append(...[...chosen.children].map((field) => field.cloneNode()));
  });

  show();
  if (passages.length && !location.hash) words[passages[0][0]].scrollIntoView({ block: "center" });
})();
