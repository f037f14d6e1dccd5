/** Building elements. Text is only ever set as text: nothing here reads HTML. */

/**
 * An element with its class, text, listeners, attributes and children.
 * @param {string} tag
 * @param {{class?: string, text?: string, on?: Record<string, EventListener>}} [options] all else is an attribute
 * @param {...(Node|string|null)} children
 */
export function make(tag, options = {}, ...children) {
  const { class: className, text, on = {}, ...attributes } = options;
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** The value as text a person can read; nothing for what is missing. */
export function textOf(value) {
  return value === null || value === undefined ? "" : String(value);
}

/** A random id, also on pages without a secure context. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
