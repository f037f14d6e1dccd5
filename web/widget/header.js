/** The head of the panel: who is speaking, the language, and the way out. */
import { make, textOf } from "./dom.js";
import { icon } from "./icons.js";
import { MENU } from "./words.js";

export class Header {
  #name = make("span", { class: "speaker-name" });
  #dot = make("span", { class: "speaker-dot", "aria-hidden": "true" });
  #menu = make("select", {}, ...MENU.map(([code, title]) => make("option", { value: code, text: title, lang: code })));
  #close = make("button", { type: "button", class: "minimise" }, icon("minimise"));

  /**
   * @param {(language: string) => void} chooseLanguage
   * @param {() => void} minimise
   */
  constructor(chooseLanguage, minimise) {
    this.#menu.addEventListener("change", () => chooseLanguage(this.#menu.value));
    this.#close.addEventListener("click", minimise);
    this.element = make(
      "header",
      {},
      make("h1", { id: "speaker", role: "status" }, this.#dot, this.#name),
      make("div", { class: "menu" }, this.#menu, icon("minimise")),
      this.#close,
    );
  }

  /** Show who speaks, in the words of a language. */
  show(speaker, language, words) {
    this.#name.textContent = speakerTitle(speaker, words);
    this.#dot.dataset.role = speaker.role;
    this.#menu.value = language;
    this.#menu.setAttribute("aria-label", words.language);
    this.#close.setAttribute("aria-label", words.minimise);
    this.#close.title = words.minimise;
  }
}

/** How the one who speaks is called. */
export function speakerTitle(speaker, words) {
  const name = textOf(speaker.name);
  if (speaker.role === "agent") return words.agentName(name);
  if (speaker.role === "queue") return words.queueName;
  return name || words.botName;
}
