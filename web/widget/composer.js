/** Where the shopper writes: Enter sends, Shift and Enter begin a new line. */
import { make } from "./dom.js";
import { icon } from "./icons.js";

const LONGEST = 2_000;
const COUNT_FROM = 1_800;
const LINES = 5;
const TYPING_EVERY_MS = 3_000;

export class Composer {
  #words;
  #send;
  #typing;
  #typedAt = 0;
  #field = make("textarea", { rows: "1", enterkeyhint: "send", autocomplete: "off", dir: "auto" });
  #button = make("button", { type: "submit", class: "send" }, icon("send"));
  #count = make("div", { class: "count", role: "status" });

  /**
   * @param {(text: string) => void} send
   * @param {() => void} typing told now and then while something is written
   */
  constructor(send, typing) {
    this.#send = send;
    this.#typing = typing;
    this.element = make("form", { class: "composer", novalidate: true }, this.#count, this.#field, this.#button);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#field.addEventListener("input", () => {
      this.#changed();
      this.#tellTyping();
    });
  }

  /** All in the words of a language. */
  speak(words) {
    this.#words = words;
    this.#field.placeholder = words.placeholder;
    this.#field.setAttribute("aria-label", words.composer);
    this.#button.setAttribute("aria-label", words.send);
    this.#button.title = words.send;
    this.#changed();
  }

  /** Put the cursor here. */
  focus() {
    this.#field.focus({ preventScroll: true });
  }

  /** Put a text here to be changed, before what is being written. */
  edit(text) {
    this.#field.value = [text, this.#field.value].filter(Boolean).join("\n");
    this.#changed();
    this.focus();
  }

  /** Fit the height to the text; to be called when it has become visible. */
  fit() {
    const field = this.#field;
    field.style.height = "auto";
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(field);
    const most = parseFloat(lineHeight) * LINES + parseFloat(paddingTop) + parseFloat(paddingBottom);
    const border = field.offsetHeight - field.clientHeight;
    if (field.scrollHeight) field.style.height = `${Math.min(field.scrollHeight, most) + border}px`;
    field.classList.toggle("scrolls", field.scrollHeight > most + 1);
  }

  #key(event) {
    // While Chinese is being composed, Enter chooses a character.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    }
  }

  #submit() {
    const text = this.#field.value.trim();
    if (!text || text.length > LONGEST) return;
    this.#field.value = "";
    this.#typedAt = 0;
    this.#changed();
    this.#send(text);
    this.focus();
  }

  #changed() {
    const { length } = this.#field.value.trim();
    const over = length - LONGEST;
    this.#button.disabled = length === 0 || over > 0;
    this.element.classList.toggle("over", over > 0);
    if (length < COUNT_FROM) this.#count.textContent = "";
    else this.#count.textContent = over > 0 ? this.#words.tooLong(over) : this.#words.charactersLeft(-over);
    this.fit();
  }

  #tellTyping() {
    const now = Date.now();
    if (!this.#field.value.trim() || now - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = now;
    this.#typing();
  }
}
