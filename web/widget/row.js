/** One line of the transcript on the page: a message, or what is not yet sent. */
import { bodyOf } from "./bodies/body.js";
import { bubble } from "./bodies/text.js";
import { make, textOf } from "./dom.js";
import { icon } from "./icons.js";

/** The line of a message. */
export function messageRow(message, scene) {
  if (message.kind === "event") return eventRow(message, scene.words);
  const at = new Date(message.at);
  const row = speechRow(message.author, speakerName(message, scene.words), scene.words, bodyOf(message, scene), at);
  row.dataset.seq = message.seq;
  if (message.author === "shopper") mark(row, "sent", scene.words);
  return row;
}

/** The line of something said that the server has not confirmed. */
export function waitingRow(item, scene) {
  const row = speechRow("shopper", scene.words.you, scene.words, [bubble(item.text)], new Date(item.at));
  row.dataset.clientId = item.client_id;
  if (item.failed) markFailed(row, item, scene);
  else mark(row, "sending", scene.words);
  return row;
}

/** The server has what this line says. */
export function confirmRow(row, message, words) {
  row.dataset.seq = message.seq;
  row.dataset.at = new Date(message.at).toISOString();
  showAsKept(row, message);
  row.querySelector(".mark")?.remove();
  mark(row, "sent", words);
}

/** A one-time code in it is kept as dots. */
function showAsKept(row, message) {
  const typed = row.querySelector(".bubble");
  const kept = bubble(message.body.text);
  if (typed && kept && typed.textContent !== kept.textContent) typed.replaceWith(kept);
}

/** Whether two lines are of one speaker, one after the other. */
export function sameRun(row, other) {
  return Boolean(row) && row.dataset.author === other.dataset.author && row.dataset.name === other.dataset.name;
}

/** The small picture beside what the bot or a person says. */
export function avatar(author) {
  return make("div", { class: "avatar", "aria-hidden": "true" }, icon(author === "agent" ? "person" : "chat"));
}

function eventRow(message, words) {
  const say = words.events[message.body.event];
  const text = say ? say(textOf(message.body.name)) : textOf(message.body.text);
  const row = make("div", { class: "row event", text, hidden: !text });
  row.dataset.author = "event";
  row.dataset.seq = message.seq;
  row.dataset.at = message.at;
  return row;
}

function speechRow(author, name, words, body, at) {
  const exact = at.toLocaleString(words.locale, { dateStyle: "medium", timeStyle: "short" });
  const row = make(
    "div",
    { class: `row ${author === "shopper" ? "mine" : "theirs"}` },
    author === "shopper" ? null : avatar(author),
    make(
      "div",
      { class: "said", title: exact },
      make("div", { class: author === "agent" ? "who" : "who only-heard", text: name }, make("span", { class: "only-heard", text: ":" })),
      ...body,
      make("div", { class: "meta" }, make("time", { datetime: at.toISOString(), text: clock(at, words) })),
    ),
  );
  row.dataset.author = author;
  row.dataset.name = name;
  row.dataset.at = at.toISOString();
  return row;
}

function speakerName(message, words) {
  if (message.author === "shopper") return words.you;
  return textOf(message.author_name) || (message.author === "agent" ? words.agentName("") : words.botName);
}

function clock(at, words) {
  return at.toLocaleTimeString(words.locale, { hour: "2-digit", minute: "2-digit" });
}

function mark(row, state, words) {
  row.dataset.state = state;
  const word = make("span", { class: "only-heard", text: words[state] });
  row.querySelector(".meta").append(make("span", { class: "mark", title: words[state] }, icon(state), word));
}

function markFailed(row, item, scene) {
  const { words } = scene;
  const reason = words.errors[item.failed] ?? words.errors.other;
  const edit = ["too_long", "empty"].includes(item.failed);
  const act = () => (edit ? scene.edit(item.client_id) : scene.again(item.client_id));
  const meta = row.querySelector(".meta");
  row.dataset.state = "failed";
  meta.replaceChildren(make("span", { class: "why" }, icon("failed"), words.notSent(reason)));
  // A choice that is closed stays closed.
  if (item.failed !== "unknown_choice") {
    meta.append(make("button", { type: "button", class: "again", text: edit ? words.edit : words.again, on: { click: act } }));
  }
}
