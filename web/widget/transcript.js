/** The messages of the conversation, by number: no doubles, gaps allowed. */

export class Transcript {
  conversation = null;
  #messages = new Map();

  /** Take a message in; false when it is there already. */
  add(message) {
    if (this.#messages.has(message.seq)) return false;
    this.#messages.set(message.seq, message);
    return true;
  }

  /** Turn to a conversation; true when it is another one and all that was here is gone. */
  enter(conversation) {
    const other = this.conversation !== null && this.conversation !== conversation;
    if (other) this.clear();
    this.conversation = conversation;
    return other;
  }

  /** Forget all messages. */
  clear() {
    this.#messages.clear();
  }

  /** All messages in order. */
  get inOrder() {
    return [...this.#messages.values()].sort((one, other) => one.seq - other.seq);
  }

  /** The highest number, 0 without messages. */
  get lastSeq() {
    return Math.max(0, ...this.#messages.keys());
  }

  /** The number of the shopper's last message, 0 without one: choices before it are closed. */
  get lastShopperSeq() {
    return Math.max(0, ...this.inOrder.filter(isShoppers).map((message) => message.seq));
  }

  /** How many messages to the shopper have a number above `seen`. */
  unread(seen) {
    const news = (message) => message.seq > seen && ["bot", "agent"].includes(message.author);
    return this.inOrder.filter(news).length;
  }

  /** What the shopper chose: message number to button number. */
  get choices() {
    const chosen = this.inOrder.filter(isShoppers).map((message) => message.body.chosen);
    return new Map(chosen.filter(Array.isArray));
  }
}

function isShoppers(message) {
  return message.author === "shopper";
}
