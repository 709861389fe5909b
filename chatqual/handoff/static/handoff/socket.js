// The desk's connection: hello first, back by itself, and a word on how it stands.

const ABNORMAL = 1006;
const SIGNED_OUT = 4001;
const POLICY = 4008;
const RESTART = 4012;
const PING_EVERY = 20000;
const SILENCE = 50000;
const LONGEST_WAIT = 10000;

export class DeskSocket extends EventTarget {
  #csrf;
  #socket = null;
  #attempt = 0;
  #timer = 0;
  #heardAt = 0;
  #ended = false;

  constructor(csrf) {
    super();
    this.#csrf = csrf;
    setInterval(() => this.#watch(), PING_EVERY);
    addEventListener("online", () => this.#comeBackNow());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.#comeBackNow();
    });
  }

  get isOpen() {
    return this.#socket !== null && this.#socket.readyState === WebSocket.OPEN;
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/ws/desk/`);
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.addEventListener("open", () => this.send({ type: "hello", v: 1, csrf: this.#csrf }));
    socket.addEventListener("message", (event) => {
      if (socket === this.#socket) this.#hear(event.data);
    });
    socket.addEventListener("close", (event) => this.#closed(socket, event.code));
  }

  /** True where it went out; false leaves it to the caller to say it again later. */
  send(frame) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Lets the connection go; it comes back by itself. */
  drop() {
    const socket = this.#socket;
    if (socket === null) return;
    socket.close();
    // A dead network never finishes the closing handshake: it is over now.
    this.#closed(socket, ABNORMAL);
  }

  #hear(text) {
    this.#heardAt = Date.now();
    const frame = JSON.parse(text);
    if (frame.type === "welcome") {
      this.#attempt = 0;
      this.#tell("state", "connected");
    }
    this.#tell("frame", frame);
  }

  #closed(socket, code) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    if (code === SIGNED_OUT || code === POLICY) {
      this.#ended = true;
      this.#tell("state", code === SIGNED_OUT ? "signed-out" : "refused");
      return;
    }
    this.#tell("state", "lost");
    const wait = code === RESTART ? 300 : Math.min(LONGEST_WAIT, 500 * 2 ** this.#attempt);
    this.#attempt += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.connect(), wait * (0.7 + 0.6 * Math.random()));
  }

  #comeBackNow() {
    if (this.#ended || this.#socket !== null) return;
    clearTimeout(this.#timer);
    this.connect();
  }

  #watch() {
    if (this.#socket && Date.now() - this.#heardAt > SILENCE) this.drop();
    else this.send({ type: "ping" });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
