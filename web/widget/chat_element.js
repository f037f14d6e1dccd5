/** The web component: puts the parts together and tells each what the others need to know. */
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { make } from "./dom.js";
import { Header, speakerTitle } from "./header.js";
import { Log } from "./log.js";
import { Outbox, frameOf } from "./outbox.js";
import { Panel } from "./panel.js";
import { Memory, onOtherTab } from "./storage.js";
import { styles } from "./styles.js";
import { Transcript } from "./transcript.js";
import { nearestLanguage, wordsOf } from "./words.js";

const CHAT_URL = new URL("../chat/", import.meta.url);
const ECHO_WITHIN_MS = 12_000;
const LONGEST_TYPING_MS = 60_000;
const SEEN_KEPT = 5;

export class ChatElement extends HTMLElement {
  /** Signed by the shop's site when a customer is signed in. */
  customerToken = null;
  /** What the page speaks; the shopper's own choice goes first. */
  language = "en";

  #memory = new Memory("localStorage");
  #outbox = new Outbox(new Memory("sessionStorage"));
  #transcript = new Transcript();
  #speaker = { role: "bot", name: "" };
  #scene = {
    words: null,
    choose: (seq, button, title) => this.#choose(seq, button, title),
    say: (text) => this.#say(text),
    again: (clientId) => this.#again(clientId),
    edit: (clientId) => this.#edit(clientId),
  };
  #connection;
  #header;
  #log;
  #composer;
  #panel;
  #notice = make("div", { class: "notice", role: "status" });
  #showTimer = 0;
  #typingTimer = 0;
  #readTo = 0;
  #toldSeen = 0;
  #leave = [];

  connectedCallback() {
    if (!this.shadowRoot) this.#build();
    const ask = (event) => this.#ask(event.detail?.text);
    const seen = () => this.#tellSeen();
    const watch = setInterval(() => this.#watch(), 3_000);
    window.addEventListener("attendant:ask", ask);
    document.addEventListener("visibilitychange", seen);
    this.#leave = [
      () => window.removeEventListener("attendant:ask", ask),
      () => document.removeEventListener("visibilitychange", seen),
      () => clearInterval(watch),
      onOtherTab(() => this.#countUnread()),
      () => this.#connection.stop(),
    ];
    const { visitor, open } = this.#memory.read();
    if (open) this.#panel.open({ focus: false });
    // A visitor who has never opened the chat costs the shop nothing.
    if (open || visitor || this.#outbox.items.length) this.#connection.start();
  }

  disconnectedCallback() {
    for (const undo of this.#leave) undo();
  }

  /** Open the panel. */
  open() {
    this.#panel.open();
  }

  /** Close the panel. */
  close() {
    this.#panel.close();
  }

  #build() {
    this.#composer = new Composer(
      (text) => this.#say(text),
      () => this.#connection.send({ type: "typing" }),
    );
    this.#header = new Header(
      (language) => this.#chooseLanguage(language),
      () => this.#panel.close(),
    );
    this.#log = new Log(this.#scene);
    const parts = [this.#header.element, this.#notice, this.#log.element, this.#composer.element];
    this.#panel = new Panel(this.#composer, (open) => this.#opened(open), ...parts);
    const identity = () => ({ customer: this.customerToken, language: this.language });
    this.#connection = new Connection(CHAT_URL, this.#memory, identity, {
      session: (session) => this.#enter(session),
      lastSeq: () => this.#transcript.lastSeq,
      welcome: (frame) => this.#welcome(frame),
      frame: (frame) => this.#heard(frame),
      offline: (gone, refused) => this.#offline(gone, refused),
    });
    const frame = make("div", { class: "frame", hidden: true }, ...this.#panel.elements);
    frame.addEventListener("click", (event) => this.#followed(event));
    const { links, loaded } = styles();
    this.attachShadow({ mode: "open" }).append(...links, frame);
    loaded.then(
      () => this.#reveal(frame),
      () => console.warn("Attendant: its styles could not be loaded, so the chat stays hidden"),
    );
    this.language = nearestLanguage(this.#memory.read().language ?? this.language);
    this.#speak();
  }

  #reveal(frame) {
    frame.hidden = false;
    this.#composer.fit();
    this.#log.toEnd();
  }

  #speak() {
    this.#scene.words = wordsOf(this.language);
    this.setAttribute("lang", this.language);
    this.#composer.speak(this.#scene.words);
    this.#log.speak();
    this.#show();
  }

  #chooseLanguage(language) {
    this.language = language;
    this.#memory.write({ language });
    this.#connection.send({ type: "language", language });
    this.#speak();
    this.#log.toEnd();
  }

  // What the shopper does.

  #opened(open) {
    this.#memory.write({ open });
    if (open) {
      this.#connection.start();
      this.#log.toEnd();
    }
    this.#tellSeen();
  }

  #ask(text) {
    const fine = this.#panel && typeof text === "string" && text.trim();
    if (!fine) return;
    this.#panel.open();
    this.#say(text.trim());
  }

  #say(text) {
    this.#send(this.#outbox.addText(text));
  }

  #choose(seq, button, title) {
    this.#send(this.#outbox.addChoice(this.#transcript.conversation, seq, button, title));
    // The pressed button may just have been closed, and would take the focus with it.
    if (matchMedia("(pointer: fine)").matches) this.#composer.focus();
    else this.#log.scroller.focus({ preventScroll: true });
  }

  #again(clientId) {
    this.#outbox.again(clientId);
    const item = this.#outbox.items.find((one) => one.client_id === clientId);
    if (item) this.#send(item);
  }

  #edit(clientId) {
    const item = this.#outbox.items.find((one) => one.client_id === clientId);
    this.#outbox.confirm(clientId);
    this.#show();
    if (item) this.#composer.edit(item.text);
  }

  #send(item) {
    this.#connection.start();
    this.#connection.send(frameOf(item));
    this.#show();
  }

  #followed(event) {
    const own = event.composedPath().some((node) => node instanceof HTMLAnchorElement && "own" in node.dataset);
    const here = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    // On a phone the page that opens would lie under the chat.
    if (own && here && this.#panel.isWhole) this.#panel.close();
  }

  // What the server says.

  #enter(session) {
    if (this.#transcript.enter(session.conversation)) this.#toldSeen = 0;
    this.#outbox.enter(session.conversation);
    if (session.speaker) this.#speaker = session.speaker;
    this.#show();
  }

  #welcome({ speaker, last_seq: lastSeq }) {
    if (speaker) this.#speaker = speaker;
    this.#readTo = lastSeq;
    this.#log.busy(this.#transcript.lastSeq < lastSeq);
    for (const frame of this.#outbox.frames()) this.#connection.send(frame);
    this.#tellSeen();
    this.#show();
  }

  #heard(frame) {
    if (frame.type === "message") this.#message(frame.message);
    else if (frame.type === "typing") this.#typing(frame.on);
    else if (frame.type === "speaker") this.#speaker = frame.speaker;
    else if (frame.type === "error") this.#failed(frame);
    this.#showSoon();
  }

  #message(message) {
    if (!this.#transcript.add(message)) return;
    if (message.client_id) this.#outbox.confirm(message.client_id);
    this.#notice.classList.remove("shown");
  }

  #typing(on) {
    clearTimeout(this.#typingTimer);
    this.#log.typing(on, this.#speaker.role, speakerTitle(this.#speaker, this.#scene.words));
    if (on) this.#typingTimer = setTimeout(() => this.#typing(false), LONGEST_TYPING_MS);
  }

  #failed({ code, client_id: clientId }) {
    if (clientId) this.#outbox.fail(clientId, code);
    else this.#tell(this.#scene.words.errors[code] ?? this.#scene.words.errors.other);
  }

  #offline(gone, refused) {
    this.classList.toggle("offline", gone);
    if (gone) {
      this.#tell(refused ? this.#scene.words.unreachable : this.#scene.words.offline);
      this.#typing(false);
    } else {
      this.#notice.classList.remove("shown");
    }
  }

  #watch() {
    // A line can be dead without having been closed.
    if (this.#connection.open && this.#outbox.waitsSince(Date.now() - ECHO_WITHIN_MS)) this.#connection.breakOff();
  }

  // What is on the page.

  #tell(text) {
    this.#notice.textContent = text;
    this.#notice.classList.add("shown");
  }

  #showSoon() {
    // Many messages come at once after a break; they are laid out together.
    this.#showTimer ||= setTimeout(() => this.#show());
  }

  #show() {
    clearTimeout(this.#showTimer);
    this.#showTimer = 0;
    this.#header.show(this.#speaker, this.language, this.#scene.words);
    this.#log.show(this.#transcript, this.#outbox.items);
    if (this.#transcript.lastSeq >= this.#readTo) this.#log.busy(false);
    this.#tellSeen();
  }

  get #seen() {
    return this.#memory.read().seen?.[this.#transcript.conversation] ?? 0;
  }

  #countUnread() {
    this.#panel.unread(this.#transcript.unread(this.#seen), this.#scene.words);
  }

  #tellSeen() {
    const { conversation, lastSeq } = this.#transcript;
    if (this.#panel.isOpen && document.visibilityState !== "hidden" && lastSeq) {
      if (lastSeq > this.#seen) this.#remember(conversation, lastSeq);
      if (lastSeq > this.#toldSeen && this.#connection.send({ type: "seen", seq: lastSeq })) this.#toldSeen = lastSeq;
    }
    this.#countUnread();
  }

  #remember(conversation, seq) {
    // Of each conversation: tabs may hold different ones, and must not overwrite each other.
    const { [conversation]: _, ...others } = this.#memory.read().seen ?? {};
    const kept = Object.entries(others).slice(1 - SEEN_KEPT);
    this.#memory.write({ seen: Object.fromEntries([...kept, [conversation, seq]]) });
  }
}
