/** What is about to happen, with one clear yes and one way back. */
import { make, textOf } from "../dom.js";

/** A confirmation as a card of its own; its first button is the yes. */
export function confirmation(body, buttons, words) {
  const title = textOf(body.title) || words.confirm;
  const lines = (body.lines ?? []).map((line) => pair(line, "line"));
  return make(
    "section",
    { class: "confirmation", "aria-label": title },
    make("h3", { text: title, dir: "auto" }),
    make("dl", {}, ...lines, body.total ? pair(body.total, "line total") : null),
    textOf(body.note) ? make("p", { class: "note", text: textOf(body.note), dir: "auto" }) : null,
    buttons.own((place) => (place === 0 ? "primary" : "secondary"), "decision"),
  );
}

function pair({ label, value }, className) {
  return make(
    "div",
    { class: className },
    make("dt", { text: textOf(label), dir: "auto" }),
    make("dd", { text: textOf(value), dir: "auto" }),
  );
}
