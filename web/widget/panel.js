/** The launcher and the panel: open and closed, where the focus is, and the size on a phone. */
import { make } from "./dom.js";
import { icon } from "./icons.js";

const PHONE = "(max-width: 519.98px)";
const FOCUSABLE = "button:not(:disabled), select, textarea, a[href], [tabindex='0']";

export class Panel {
  #phone = matchMedia(PHONE);
  #badge = make("span", { class: "badge", hidden: true, "aria-hidden": "true" });
  #launcher = make("button", { type: "button", class: "launcher", "aria-expanded": "false" }, icon("chat"), this.#badge);
  #dialog;
  #composer;
  #pageOverflow = "";
  #before = null;

  /**
   * @param {Composer} composer gets the focus when the panel opens
   * @param {(open: boolean) => void} changed
   * @param {...Node} parts what is in the panel, from top to bottom
   */
  constructor(composer, changed, ...parts) {
    this.#composer = composer;
    this.changed = changed;
    this.#dialog = make("section", { class: "panel", role: "dialog", hidden: true }, ...parts);
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#launcher.addEventListener("click", () => this.open());
    this.#phone.addEventListener("change", () => this.#fit());
    window.visualViewport?.addEventListener("resize", () => this.#fit());
    window.visualViewport?.addEventListener("scroll", () => this.#fit());
    this.elements = [this.#dialog, this.#launcher];
  }

  /** Whether the panel is shown. */
  get isOpen() {
    return !this.#dialog.hidden;
  }

  /** Whether it takes the whole screen. */
  get isWhole() {
    return this.isOpen && this.#phone.matches;
  }

  /** Show the panel; the focus moves into it unless the page only restores what was open. */
  open({ focus = true } = {}) {
    if (!this.isOpen) {
      this.#before = document.activeElement;
      this.#dialog.hidden = false;
      this.#launcher.hidden = true;
      this.#launcher.setAttribute("aria-expanded", "true");
      this.#fit();
      this.changed(true);
    }
    this.#composer.fit();
    if (focus) this.#composer.focus();
  }

  /** Hide the panel and give the focus back to where it was. */
  close() {
    if (!this.isOpen) return;
    this.#dialog.hidden = true;
    this.#launcher.hidden = false;
    this.#launcher.setAttribute("aria-expanded", "false");
    this.#fit();
    const before = this.#before;
    const elsewhere = before?.isConnected && ![document.body, this.#launcher.getRootNode().host].includes(before);
    (elsewhere ? before : this.#launcher).focus();
    this.changed(false);
  }

  /** Say how many messages have not been seen. */
  unread(count, words) {
    this.#badge.hidden = count === 0;
    this.#badge.textContent = count > 9 ? "9+" : String(count);
    const label = count ? words.launchUnread(count) : words.launch;
    this.#launcher.setAttribute("aria-label", label);
    this.#launcher.title = words.launch;
    this.#dialog.setAttribute("aria-label", words.chat);
  }

  #key(event) {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      this.close();
    } else if (event.key === "Tab" && this.isWhole) {
      this.#keepInside(event);
    }
  }

  #keepInside(event) {
    const inside = [...this.#dialog.querySelectorAll(FOCUSABLE)].filter((one) => one.checkVisibility?.() ?? true);
    const now = this.#dialog.getRootNode().activeElement;
    const edge = event.shiftKey ? inside[0] : inside.at(-1);
    if (now !== edge) return;
    event.preventDefault();
    (event.shiftKey ? inside.at(-1) : inside[0]).focus();
  }

  #fit() {
    const page = document.documentElement;
    const whole = this.isWhole;
    const was = this.#dialog.classList.contains("whole");
    if (whole && !was) this.#pageOverflow = page.style.overflow;
    if (whole !== was) page.style.overflow = whole ? "hidden" : this.#pageOverflow;
    this.#dialog.classList.toggle("whole", whole);
    // A page may make room beside the panel, so that it covers nothing.
    page.toggleAttribute("data-attendant-open", this.isOpen);
    this.#dialog.setAttribute("aria-modal", String(whole));
    // dvh leaves the on-screen keyboard out of account; the visual viewport knows it.
    const view = window.visualViewport;
    const keyboard = whole && view && view.scale === 1 && view.height < innerHeight - 80;
    this.#dialog.style.height = keyboard ? `${view.height}px` : "";
    this.#dialog.style.top = keyboard ? `${view.offsetTop}px` : "";
  }
}
