// What staff pages do in the browser itself: keys, times that stay true, a transcript that follows its end.

const SPANS = [
  [86400, "d"],
  [3600, "h"],
  [60, "min"],
];
const NEAR_THE_END = 80;

function inWords(seconds) {
  const found = SPANS.find(([size]) => seconds >= size);
  return found ? `${Math.floor(seconds / found[0])} ${found[1]}` : "now";
}

function refreshTimes() {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const words = inWords((Date.now() - Date.parse(time.dateTime)) / 1000);
    if (time.textContent !== words) time.textContent = words;
  }
}
setInterval(refreshTimes, 15000);

// Keys: j and k walk through the items, Enter is the item's own click, r goes to the box, ? opens the help.
let lastItem = null;

function items() {
  return [...document.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility());
}

function walk(step) {
  const all = items();
  if (!all.length) return;
  const here = document.activeElement.closest?.("[data-item]");
  const from = all.findIndex((item) => item === here || (!here && item.dataset.item === lastItem));
  const next = all[from < 0 ? 0 : Math.min(Math.max(from + step, 0), all.length - 1)];
  lastItem = next.dataset.item;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && writing) {
    writing.blur();
    return;
  }
  if (writing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector(".q-dialog__inner")) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "r") document.querySelector(".composer textarea, [data-search] input")?.focus();
  else if (event.key === "?") document.querySelector('[data-key="?"]')?.click();
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  lastItem = event.target.closest?.("[data-item]")?.dataset.item ?? lastItem;
});

// A transcript stays at its end while it is read there, and where it is while somebody reads further up.
const atEnd = new WeakMap();

document.addEventListener(
  "scroll",
  (event) => {
    const log = event.target;
    if (!log.matches?.("[data-stick-to-end]")) return;
    atEnd.set(log, log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_THE_END);
  },
  true,
);

new MutationObserver((changes) => {
  for (const log of document.querySelectorAll("[data-stick-to-end]")) {
    if (!changes.some((change) => log.contains(change.target))) continue;
    if (!log.childElementCount) atEnd.delete(log);
    else if (atEnd.get(log) ?? true) log.scrollTop = log.scrollHeight;
  }
}).observe(document.body, { childList: true, subtree: true });
