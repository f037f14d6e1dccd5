/** What the widget keeps in the browser, under one key. Without storage it keeps it for the page. */

const KEY = "attendant";

export class Memory {
  #area;
  #held = {};

  /** @param {"localStorage"|"sessionStorage"} area shared by tabs, or of this tab alone */
  constructor(area) {
    try {
      this.#area = window[area];
      this.#area.getItem(KEY);
    } catch {
      this.#area = null; // blocked by the browser's settings
    }
  }

  /** All that is kept, read anew: another tab may have written. */
  read() {
    if (!this.#area) return this.#held;
    try {
      const kept = JSON.parse(this.#area.getItem(KEY) ?? "null") ?? this.#held;
      return typeof kept === "object" ? kept : {};
    } catch {
      return this.#held;
    }
  }

  /** Keep some values beside the others. */
  write(changes) {
    this.#held = { ...this.read(), ...changes };
    try {
      this.#area?.setItem(KEY, JSON.stringify(this.#held));
    } catch {
      this.#area = null; // full or forbidden
    }
  }
}

/** Call back when another tab has changed what is kept. */
export function onOtherTab(listener) {
  const heard = (event) => event.key === KEY && event.storageArea === window.localStorage && listener();
  window.addEventListener("storage", heard);
  return () => window.removeEventListener("storage", heard);
}
