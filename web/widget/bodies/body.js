/** The body of a message, as its kind asks for. */
import { make, textOf } from "../dom.js";
import { onward, safeUrl } from "../links.js";
import { Buttons } from "./buttons.js";
import { cards } from "./cards.js";
import { confirmation } from "./confirmation.js";
import { table } from "./table.js";
import { bubble } from "./text.js";

/**
 * Everything a message shows, in order.
 * @param {{seq: number, kind: string, body: object}} message
 * @param {{words: object, choose: (seq: number, button: number, title: string) => void}} scene
 */
export function bodyOf(message, scene) {
  const { kind, body } = message;
  const buttons = new Buttons(message, scene);
  const shown = [bubble(body.text)];
  if (kind === "confirmation") {
    shown.push(confirmation(body, buttons, scene.words), source(body, scene.words));
  } else {
    if (kind === "cards") shown.push(cards(body, buttons, scene));
    if (kind === "table") shown.push(table(body, scene.words));
    shown.push(source(body, scene.words), buttons.chips(), buttons.own());
  }
  return shown.filter(Boolean);
}

function source(body, words) {
  const title = textOf(body.source?.title);
  if (!title) return null;
  const url = safeUrl(body.source.url);
  const named = url ? onward(url, { text: title, dir: "auto" }) : make("span", { text: title, dir: "auto" });
  return make("div", { class: "source" }, `${words.from} `, named);
}
