/** The transcript on the page: its lines in order, the thinking sign, and where it is scrolled to. */
import { make } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, confirmRow, messageRow, sameRun, waitingRow } from "./row.js";

const TOP_SPACE = 12;
const AT_BOTTOM = 40;

export class Log {
  #scene;
  #rows = new Map();
  #list = make("div", { class: "rows" });
  #thinking = make(
    "div",
    { class: "row theirs thinking", hidden: true },
    avatar("bot"),
    make("div", { class: "bubble dots" }, make("i"), make("i"), make("i"), make("span", { class: "only-heard" })),
  );
  #intro = make("div", { class: "intro" });
  #news;
  #following = true;
  #scrolledTo = 0;

  /** @param {object} scene what the lines need: words, choose, again, edit, say */
  constructor(scene) {
    this.#scene = scene;
    this.scroller = make(
      "div",
      { class: "transcript", role: "log", "aria-live": "polite", tabindex: "-1", on: { scroll: () => this.#scrolled() } },
      this.#intro,
      this.#list,
      this.#thinking,
    );
    this.#news = make("button", { type: "button", class: "news", hidden: true, on: { click: () => this.toEnd() } }, icon("down"), make("span"));
    this.element = make("div", { class: "middle" }, this.scroller, this.#news);
    new ResizeObserver(() => this.#following && this.#scrollTo(this.#end)).observe(this.scroller);
  }

  /** All in the words of a language, made anew. */
  speak() {
    const { words } = this.#scene;
    this.#rows.clear();
    this.#list.replaceChildren();
    this.scroller.setAttribute("aria-label", words.transcript);
    this.#news.querySelector("span").textContent = words.newMessages;
    const start = (text) => make("button", { type: "button", class: "reply", text, on: { click: () => this.#scene.say(text) } });
    this.#intro.replaceChildren(
      make("h2", { text: words.intro }),
      make("p", { text: words.introMore }),
      make("div", { class: "replies" }, ...words.starters.map(start)),
    );
  }

  /** Show the transcript and what is not yet sent; lines that are there already stay. */
  show(transcript, waiting) {
    const kept = new Map();
    const confirmed = new Set();
    const rows = transcript.inOrder.map((message) => {
      if (message.client_id) confirmed.add(message.client_id);
      const row = this.#rows.get(message.seq) ?? this.#confirmed(message) ?? messageRow(message, this.#scene);
      kept.set(message.seq, row);
      return row;
    });
    const unsent = waiting.filter((item) => !confirmed.has(item.client_id));
    rows.push(...unsent.map((item) => this.#waiting(item, kept)));
    const fresh = rows.filter((row) => !row.isConnected);
    this.#rows = kept;
    this.#arrange(rows);
    this.#intro.hidden = rows.length > 0;
    this.#mark(rows, transcript, unsent);
    if (fresh.length) this.#arrived(fresh);
  }

  /** Show or hide that somebody is writing. */
  typing(on, role, name) {
    const shown = !this.#thinking.hidden;
    this.#thinking.firstElementChild.replaceWith(avatar(role));
    this.#thinking.hidden = !on;
    this.#thinking.querySelector(".only-heard").textContent = on ? this.#scene.words.typing(name) : "";
    if (on && !shown && this.#following) this.#scrollTo(this.#end);
  }

  /** While what was said before is being read in, nothing of it is read out. */
  busy(on) {
    this.scroller.setAttribute("aria-busy", String(on));
  }

  /** Go to the last line. */
  toEnd() {
    this.#following = true;
    this.#news.hidden = true;
    this.#scrollTo(this.#end);
  }

  #confirmed(message) {
    // The line stays the same one: it must neither flicker nor be read out twice.
    const row = message.client_id ? this.#rows.get(`${message.client_id} `) : null;
    if (row) confirmRow(row, message, this.#scene.words);
    return row;
  }

  #waiting(item, kept) {
    const key = `${item.client_id} ${item.failed ?? ""}`;
    const row = this.#rows.get(key) ?? waitingRow(item, this.#scene);
    kept.set(key, row);
    return row;
  }

  #arrange(rows) {
    const wanted = new Set(rows);
    for (const row of [...this.#list.children]) if (!wanted.has(row)) row.remove();
    rows.forEach((row, place) => {
      if (this.#list.children[place] !== row) this.#list.insertBefore(row, this.#list.children[place] ?? null);
    });
  }

  #mark(rows, transcript, unsent) {
    const { words } = this.#scene;
    const lastWord = unsent.some((item) => !item.failed) ? Infinity : transcript.lastShopperSeq;
    const choices = transcript.choices;
    let day = "";
    rows.forEach((row, place) => {
      const next = rows[place + 1];
      const date = dayOf(new Date(row.dataset.at), words);
      row.classList.toggle("first", date !== day || !sameRun(rows[place - 1], row));
      row.classList.toggle("last", !next || !sameRun(next, row));
      const quiet = place === 0 && date === words.today;
      if (date !== day && !quiet) row.dataset.day = date;
      else delete row.dataset.day;
      day = date;
      closeButtons(row, lastWord, choices.get(Number(row.dataset.seq)), words);
    });
  }

  #arrived(fresh) {
    const last = fresh.at(-1);
    if (last.dataset.author === "shopper") this.toEnd();
    // A long answer is shown from its beginning.
    else if (this.#following) this.#scrollTo(Math.min(this.#end, last.offsetTop - TOP_SPACE));
    else this.#news.hidden = false;
  }

  get #end() {
    return this.scroller.scrollHeight - this.scroller.clientHeight;
  }

  #scrollTo(top) {
    this.scroller.scrollTop = top;
    this.#scrolledTo = this.scroller.scrollTop;
  }

  #scrolled() {
    const { scrollTop } = this.scroller;
    if (scrollTop > this.#end - AT_BOTTOM) {
      this.#following = true;
      this.#news.hidden = true;
    } else if (scrollTop < this.#scrolledTo - AT_BOTTOM) {
      this.#following = false;
    }
  }
}

function closeButtons(row, lastWord, chosen, words) {
  for (const button of row.querySelectorAll("[data-button]")) {
    const taken = Number(button.dataset.button) === chosen;
    button.classList.toggle("chosen", taken);
    if (taken) button.title = words.chosen;
    if (!button.classList.contains("card-button")) button.disabled = Number(row.dataset.seq) < lastWord;
  }
}

function dayOf(at, words) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  return at.toLocaleDateString(words.locale, { day: "numeric", month: "long", year: days > 300 ? "numeric" : undefined });
}
