/** The line to the server: opened, resumed where it broke, and opened again after any break. */
import { SessionRefused, openSession } from "./session.js";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
const WELCOME_WITHIN_MS = 10_000;
const NOTICE_AFTER_MS = 2_000;

export class Connection {
  #chatUrl;
  #memory;
  #identity;
  #listener;
  #session = null;
  #socket = null;
  #wanted = false;
  #welcomed = false;
  #failures = 0;
  #attempt = 0;
  #asking = false;
  #retryTimer = 0;
  #noticeTimer = 0;
  #welcomeTimer = 0;

  /**
   * @param {URL} chatUrl where `session` and `socket` are
   * @param {Memory} memory shared by tabs
   * @param {() => {customer: string|null, language: string}} identity asked anew for each session
   * @param {{session: Function, lastSeq: () => number, welcome: Function, frame: Function,
   *          offline: (gone: boolean, refused: boolean) => void}} listener
   */
  constructor(chatUrl, memory, identity, listener) {
    this.#chatUrl = chatUrl;
    this.#memory = memory;
    this.#identity = identity;
    this.#listener = listener;
    this.atOnce = this.atOnce.bind(this);
    this.breakOff = this.breakOff.bind(this);
  }

  /** Open the line and keep it open. */
  start() {
    if (this.#wanted) return;
    this.#wanted = true;
    window.addEventListener("online", this.atOnce);
    window.addEventListener("offline", this.breakOff);
    window.addEventListener("pageshow", this.atOnce);
    document.addEventListener("visibilitychange", this.atOnce);
    this.#connect();
  }

  /** Close the line for good. */
  stop() {
    this.#wanted = false;
    window.removeEventListener("online", this.atOnce);
    window.removeEventListener("offline", this.breakOff);
    window.removeEventListener("pageshow", this.atOnce);
    document.removeEventListener("visibilitychange", this.atOnce);
    this.#drop();
  }

  /** Whether the server has welcomed us on this line. */
  get open() {
    return this.#welcomed;
  }

  /** Send a frame now; false when there is no line. */
  send(frame) {
    if (!this.#welcomed) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Try again now: the network is back, or somebody looks at the page again. */
  atOnce(event) {
    if (!this.#wanted || this.#socket || document.visibilityState === "hidden") return;
    if (this.#asking && event.type !== "online") return;
    this.#failures = 0;
    this.#connect();
  }

  /** Give up this line and open another one. */
  breakOff() {
    this.#drop();
    if (this.#wanted) this.#later();
  }

  /** Begin again with a session of its own: the old one is over, or another tab has become somebody else. */
  renew() {
    this.#session = null;
    this.#drop();
    if (this.#wanted) this.#connect();
  }

  async #connect() {
    clearTimeout(this.#retryTimer);
    const attempt = ++this.#attempt;
    try {
      if (!this.#session) {
        this.#asking = true;
        const session = await openSession(this.#chatUrl, this.#memory, this.#identity());
        if (attempt !== this.#attempt) return;
        this.#session = session;
        this.#listener.session(session);
      }
    } catch (error) {
      if (attempt !== this.#attempt) return;
      const refused = error instanceof SessionRefused && error.lasting;
      if (refused) this.#failures = 10;
      this.#later(refused);
      return;
    } finally {
      if (attempt === this.#attempt) this.#asking = false;
    }
    if (attempt !== this.#attempt || !this.#wanted) return;
    const url = new URL("socket", this.#chatUrl);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#welcomeTimer = setTimeout(() => this.breakOff(), WELCOME_WITHIN_MS);
    socket.onopen = () =>
      socket.send(
        JSON.stringify({ type: "hello", session: this.#session.session, after: this.#listener.lastSeq() }),
      );
    socket.onmessage = (event) => socket === this.#socket && this.#heard(event.data);
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      // Closed before the welcome: the session may be what was wrong.
      if (!this.#welcomed) this.#session = null;
      this.breakOff();
    };
  }

  #heard(data) {
    const frame = JSON.parse(data);
    if (frame.type === "error" && frame.code === "session_expired") {
      this.renew();
    } else if (frame.type === "welcome") {
      clearTimeout(this.#welcomeTimer);
      clearTimeout(this.#noticeTimer);
      this.#noticeTimer = 0;
      this.#welcomed = true;
      this.#failures = 0;
      this.#listener.offline(false, false);
      this.#listener.welcome(frame);
    } else {
      this.#listener.frame(frame);
    }
  }

  #drop() {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#welcomeTimer);
    this.#attempt += 1;
    this.#asking = false;
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    socket?.close();
  }

  #later(refused = false) {
    if (!this.#noticeTimer) {
      const notice = () => this.#listener.offline(true, refused);
      this.#noticeTimer = setTimeout(notice, NOTICE_AFTER_MS);
    }
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures);
    this.#failures += 1;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
  }
}
