// Everything works without this file. It remembers which marks are shown, marks all words that an address names
// (#w120-134) where other marks cut them into pieces, shows what is said of them, and takes "/" to the search field.
"use strict";

for (const box of document.querySelectorAll(".toggles input")) {
  const key = "dateline." + box.id;
  try {
    const kept = localStorage.getItem(key);
    if (kept !== null) box.checked = kept === "1";
    box.addEventListener("change", () => localStorage.setItem(key, box.checked ? "1" : "0"));
  } catch {
    break; // storage is switched off: the boxes work, they are only not remembered
  }
}

// Beside a long article the panel scrolls by itself: bring what is said of the words into its view.
function showCard(card) {
  const panel = document.getElementById("found");
  if (panel && card && panel.scrollHeight > panel.clientHeight) panel.scrollTop = card.offsetTop - 48;
}
showCard(document.querySelector(".card.here"));

function showWords() {
  for (const each of document.querySelectorAll(".pointed")) each.classList.remove("pointed");
  const match = /^#w(\d+)-(\d+)$/.exec(location.hash);
  if (!match) return;
  const [from, to] = [Number(match[1]), Number(match[2])];
  for (const each of document.querySelectorAll("[data-from]")) {
    if (Number(each.dataset.from) >= from && Number(each.dataset.to) <= to) each.classList.add("pointed");
  }
}
addEventListener("hashchange", showWords);
showWords();

addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = document.querySelector("input[type=search]");
    if (field) {
      event.preventDefault();
      field.focus();
    }
  }
});
