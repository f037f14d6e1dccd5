/**
 * What the shopper has said and the server has not confirmed, in order.
 *
 * Kept for the tab, so that a reload loses nothing; each keeps its client id, by which the server
 * knows one it has already.
 */
import { uuid } from "./dom.js";

export class Outbox {
  #memory;
  #items;

  constructor(memory) {
    this.#memory = memory;
    const kept = memory.read().outbox;
    this.#items = Array.isArray(kept) ? kept : [];
  }

  /** All that waits or has failed, oldest first. */
  get items() {
    return this.#items;
  }

  /** Add something typed. */
  addText(text) {
    return this.#add({ type: "message", text });
  }

  /** Add a pressed button: number `button` of message `seq`, shown by its title. */
  addChoice(conversation, seq, button, title) {
    return this.#add({ type: "choice", conversation, seq, button, text: title });
  }

  /** The server has it. */
  confirm(clientId) {
    return this.#without((item) => item.client_id === clientId);
  }

  /** The server refused it. */
  fail(clientId, code) {
    for (const item of this.#items) if (item.client_id === clientId) item.failed = code;
    this.#keep();
  }

  /** Send it again, after all that was said since. */
  again(clientId) {
    const item = this.#items.find((one) => one.client_id === clientId);
    if (!item) return;
    this.#items = [...this.#items.filter((one) => one !== item), { ...item, failed: null, at: Date.now() }];
    this.#keep();
  }

  /** Forget choices made in another conversation: their numbers mean nothing here. */
  enter(conversation) {
    this.#without((item) => item.type === "choice" && item.conversation !== conversation);
  }

  /** Whether something was sent before a moment (milliseconds) and is still unconfirmed. */
  waitsSince(moment) {
    return this.#items.some((item) => !item.failed && item.at < moment);
  }

  /** The frames to send, oldest first. */
  frames() {
    return this.#items.filter((item) => !item.failed).map(frameOf);
  }

  #add(item) {
    const added = { client_id: uuid(), at: Date.now(), failed: null, ...item };
    this.#items = [...this.#items, added];
    this.#keep();
    return added;
  }

  #without(unwanted) {
    const before = this.#items.length;
    this.#items = this.#items.filter((item) => !unwanted(item));
    if (this.#items.length !== before) this.#keep();
    return this.#items.length !== before;
  }

  #keep() {
    this.#memory.write({ outbox: this.#items });
  }
}

/** What goes over the line for an item. */
export function frameOf(item) {
  const { type, client_id, text, seq, button } = item;
  return type === "choice" ? { type, client_id, seq, button } : { type, client_id, text };
}
