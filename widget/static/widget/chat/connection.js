/* One socket that comes back by itself. It knows frames and time, and nothing of conversations. */

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const QUIET = 25_000; // no frame for so long: ask
const PATIENCE = 8_000; // no answer to that for so long: the line is dead
const SHORT_PATIENCE = 2_000; // the same after a sleep or a change of network, where it mostly is
const SLEPT = 5_000;
const HELLO_PATIENCE = 10_000;

export const CLOSE = { TOKEN: 4001, POLICY: 4008, RESTART: 4012, LATER: 4013 };

/** Full jitter: any moment up to the bound, so that a thousand tabs do not come back at once. */
export function waitBefore(attempt, random = Math.random) {
  const bound = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt + 1));
  return FIRST_WAIT + random() * (bound - FIRST_WAIT);
}

export class Connection {
  /** `hello()` gives the first frame; `onFrame(frame)`, `onState("connecting"|"online"|"offline"|"refused")`,
      `onToken()`: the server refused the token. */
  constructor({ url, hello, onFrame, onState, onToken }) {
    Object.assign(this, { url, hello, onFrame, onState, onToken });
    this.socket = null;
    this.online = false;
    this.attempt = 0;
    this.lastHeard = 0;
    this.lastOpened = 0;
    this.lastTick = Date.now();
    this.asked = 0;
    this.patience = PATIENCE;
    this.stopped = true; // nothing brings it back before it was opened: who greets is not known yet
    setInterval(() => this.#watch(), 500);
    for (const name of ['online', 'pageshow', 'focus']) addEventListener(name, () => this.nudge());
    document.addEventListener('visibilitychange', () => document.hidden || this.nudge());
    addEventListener('offline', () => this.#ask(SHORT_PATIENCE));
  }

  open() {
    clearTimeout(this.timer);
    this.stopped = false;
    this.lastOpened = this.lastHeard = Date.now();
    this.asked = 0;
    this.onState('connecting', this.attempt);
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => socket === this.socket && socket.send(JSON.stringify(this.hello()));
    socket.onmessage = ({ data }) => socket === this.socket && this.#heard(data);
    socket.onclose = ({ code }) => socket === this.socket && this.#lost(code);
  }

  /** True when the frame was handed to an open and greeted socket. */
  send(frame) {
    if (!this.online || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Something changed: the network is back, the tab is looked at, the laptop woke up. */
  nudge() {
    if (this.stopped) return;
    if (this.online) this.#ask(SHORT_PATIENCE);
    else if (Date.now() - this.lastOpened > 1000) this.retry();
  }

  retry() {
    this.attempt = 0;
    this.#drop();
    this.open();
  }

  /** The socket looks open but nobody answers. */
  restart() {
    if (!this.online) return;
    this.#drop();
    this.#lost(1006);
  }

  #drop() {
    const old = this.socket;
    this.socket = null;
    this.online = false;
    if (old) {
      old.onclose = null;
      old.close();
    }
  }

  #heard(data) {
    this.lastHeard = Date.now();
    this.asked = 0;
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return; // a frame that is no JSON is one that we do not know
    }
    if (typeof frame?.type !== 'string') return;
    if (frame.type === 'welcome') {
      this.online = true;
      this.attempt = 0;
    }
    this.onFrame(frame);
    if (frame.type === 'welcome') this.onState('online');
  }

  #lost(code) {
    this.socket = null;
    this.online = false;
    if (code === CLOSE.TOKEN) this.onToken();
    if (code === CLOSE.POLICY) {
      this.stopped = true;
      this.onState('refused');
      return;
    }
    this.onState('offline', this.attempt);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), this.#waitFor(code));
    this.attempt += 1;
  }

  #waitFor(code) {
    // A restarted server is back at once; a little spread keeps its tabs from arriving together.
    if (code === CLOSE.RESTART && this.attempt === 0) return Math.random() * 500;
    if (code === CLOSE.LATER) return 5000 + waitBefore(this.attempt + 3);
    return waitBefore(this.attempt);
  }

  #ask(patience = PATIENCE) {
    if (this.asked || !this.send({ type: 'ping' })) return;
    this.asked = Date.now();
    this.patience = patience;
  }

  #watch() {
    const now = Date.now();
    const slept = now - this.lastTick > SLEPT;
    this.lastTick = now;
    if (this.online) {
      if (slept) this.#ask(SHORT_PATIENCE);
      else if (this.asked && now - this.asked > this.patience) this.restart();
      else if (now - this.lastHeard > QUIET) this.#ask();
    } else if (this.socket && now - this.lastOpened > HELLO_PATIENCE) {
      this.#drop();
      this.#lost(1006);
    }
  }
}
