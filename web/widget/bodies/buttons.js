/** The buttons of a message, numbered as the server numbers them. */
import { make, textOf } from "../dom.js";
import { icon } from "../icons.js";

/**
 * Makes the buttons of one message. The server counts all cards' buttons in order, then the chips,
 * then the body's own, whatever the kind of the message.
 */
export class Buttons {
  #message;
  #scene;
  #cards;
  #chips;
  #own;

  constructor(message, scene) {
    const { cards = [], chips = [], buttons = [] } = message.body;
    this.#message = message;
    this.#scene = scene;
    this.#cards = cards.map((card) => card.buttons ?? []);
    this.#chips = chips;
    this.#own = buttons;
  }

  /** Buttons of card number `index`; they stay open when the conversation goes on. */
  ofCard(index) {
    const before = this.#cards.slice(0, index).reduce((sum, buttons) => sum + buttons.length, 0);
    const made = this.#cards[index].map((button, place) => this.#button(before + place, button, "card-button"));
    return made.length ? make("div", { class: "card-buttons" }, ...made) : null;
  }

  /** What was understood, each to be taken back. */
  chips() {
    const made = this.#chips.map((chip, place) => {
      const title = textOf(chip.title).replace(/\s*[×✕]\s*$/, "");
      const button = this.#button(this.#cardCount + place, chip, "chip", title);
      button.setAttribute("aria-label", this.#scene.words.removeWish(title));
      button.append(icon("remove"));
      return button;
    });
    return made.length ? make("div", { class: "chips" }, ...made) : null;
  }

  /** The message's own buttons: quick replies, or with a look of their own. */
  own(look = () => "reply", className = "replies") {
    const before = this.#cardCount + this.#chips.length;
    const made = this.#own.map((button, place) => this.#button(before + place, button, look(place)));
    return made.length ? make("div", { class: className }, ...made) : null;
  }

  get #cardCount() {
    return this.#cards.reduce((sum, buttons) => sum + buttons.length, 0);
  }

  #button(number, button, className, title = textOf(button.title)) {
    const press = () => this.#scene.choose(this.#message.seq, number, textOf(button.title));
    return make("button", { type: "button", class: className, "data-button": number, text: title, on: { click: press } });
  }
}
