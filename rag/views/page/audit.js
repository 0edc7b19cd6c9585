"use strict";
const cards = [...document.querySelectorAll("article")];
const shown = () => cards.filter((card) => !card.hidden);
let here = -1;
function show(card, scrollDraft) {
  document.querySelectorAll(".here").forEach((node) => node.classList.remove("here"));
  const mark = document.querySelector(`mark[data-for="${card.id}"]`);
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
document.querySelectorAll("mark").forEach((mark) => {
  const open = () => show(document.getElementById(mark.dataset.for), false);
  mark.addEventListener("click", open);
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
});
document.querySelectorAll("input[type=checkbox]").forEach((box) => {
  box.addEventListener("change", () => {
    document.querySelectorAll(`.${box.value}`).forEach((node) => {
      if (node.tagName === "ARTICLE") node.hidden = !box.checked;
    });
    here = -1;
  });
});
document.querySelector("#next").addEventListener("click", () => step(1));
document.querySelector("#previous").addEventListener("click", () => step(-1));
