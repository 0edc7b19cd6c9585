"use strict";
const cards = [...document.querySelectorAll(".finding")];
const shown = () => cards.filter((card) => !card.hidden);
let here = -1;
function show(card, scrollDraft) {
  document.querySelectorAll(".here").forEach((node) => node.classList.remove("here"));
  const mark = document.querySelector(`.quotation[data-finding="${card.dataset.card}"]`);
  for (const node of [card, mark]) if (node) node.classList.add("here");
  here = shown().indexOf(card);
  card.scrollIntoView({ block: "center" });
  if (mark && scrollDraft) mark.scrollIntoView({ block: "center" });
  card.focus({ preventScroll: true });
}
function step(by) {
  const list = shown();
  if (list.length) show(list[(here + by + list.length) % list.length], true);
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n" || event.key === "j") step(1);
  if (event.key === "p" || event.key === "k") step(-1);
});
document.querySelectorAll(".quotation").forEach((mark) => {
  mark.addEventListener("click", (event) => {
    event.preventDefault();
    show(cards.find((card) => card.dataset.card === mark.dataset.finding), false);
  });
});
document.querySelectorAll("input[type=checkbox]").forEach((box) => {
  box.addEventListener("change", () => {
    document.querySelectorAll(`.finding.${box.value}`).forEach((node) => {
      node.hidden = !box.checked;
    });
    here = -1;
  });
});
document.querySelector("#next")?.addEventListener("click", () => step(1));
document.querySelector("#previous")?.addEventListener("click", () => step(-1));
