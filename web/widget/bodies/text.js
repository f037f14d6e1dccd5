/** Plain text in a bubble. */
import { make, textOf } from "../dom.js";
import { linked } from "../links.js";

/** The text in a bubble, or null when there is none. */
export function bubble(text) {
  const words = textOf(text).trim();
  return words ? make("div", { class: "bubble", dir: "auto" }, linked(words)) : null;
}
