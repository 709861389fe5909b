/* What the frames of the socket mean for this page, and what the visitor does to the socket. */

import { Beginning, makeId } from './beginning.js';
import { makeRating } from './rating.js';
import { Status } from './status.js';

const at = (id) => document.getElementById(id);
const GAP_GRACE = 400; // a line that the head speaks of may be on its way
const READ_EVERY = 300;

export class Talk {
  constructor(parts) {
    Object.assign(this, parts);
    this.status = new Status(this);
    this.session = null;
    this.page = null;
    this.identity = null;
    this.locale = navigator.language;
    this.mode = 'bot';
    this.agent = null;
    this.isAsked = false;
    this.isShown = false;
    this.readSeq = 0;
    this.unread = 0;
    this.readSent = 0;
    this.stream = { replyTo: -1, n: -1 };
    this.consent = this.boot.consent;
    this.consentDone = null;
    this.beginning = new Beginning({
      hasSession: () => this.session !== null,
      askForTurn: () => this.host.tell('begin'),
    });
    this.replayTo = 0;
    document.addEventListener('visibilitychange', () => this.#read());
    this.#showMode();
  }

  // --- beginning ------------------------------------------------------------------------------

  begin({ session, queue, consent, page, locale, identity, code }) {
    if (this.begun) return;
    this.begun = true;
    this.code = typeof code === 'string' && code ? code : null; // of a link in a mail, good once
    this.session = typeof session === 'string' ? session : null;
    this.page = page ?? null;
    this.identity = identity ?? null;
    this.locale = locale || this.locale;
    this.consentDone = consent;
    this.outbox.restore(Array.isArray(queue) ? queue : []);
    for (const { frame } of this.outbox.items.values()) if (frame.type === 'message') this.view.showPending(frame);
    this.view.chips('starters', this.#isFresh() ? this.boot.starters : []);
    this.connection.open();
  }

  hello() {
    const frame = { type: 'hello', v: 1, session: this.session, after: this.thread.last, locale: this.locale };
    if (this.page) frame.page = this.page;
    if (this.identity) frame.identity = this.identity;
    if (this.code) frame.code = this.code;
    return frame;
  }

  /** Sends a frame that has to arrive. False while there is no line, or while another tab of this
      visitor is just beginning the conversation that this one will join. */
  transmit(frame) {
    if (!this.connection.online || !this.beginning.mayBegin()) return false;
    return this.connection.send(frame);
  }

  /** This tab may begin the conversation now. */
  takeTurn() {
    this.beginning.giveTurn();
    this.outbox.flush();
  }

  /** Another tab began a conversation (a token), or began anew (null). */
  adopt(token) {
    const before = this.session;
    this.session = typeof token === 'string' ? token : null;
    if (this.session && !before) this.connection.send(this.hello());
    if (!this.session && before) {
      this.#clear();
      this.connection.retry();
    }
  }

  /** The server no longer takes the token; the next hello begins anew with what is unsent. */
  forget() {
    this.session = null;
    this.host.tell('session', { token: null });
    this.#clear();
  }

  identify(identity) {
    this.identity = identity;
    this.connection.send(this.hello());
  }

  pageChanged(page) {
    this.page = page;
    this.connection.send({ type: 'page', url: page?.url ?? '', title: page?.title ?? '' });
  }

  // --- what the visitor does --------------------------------------------------------------------

  /** True when the text was taken; false while a consent is asked for. */
  say(text) {
    const { consent } = this;
    if (consent?.version && this.consentDone !== consent.version) {
      this.composer.fill(text);
      this.composer.ask(consent, (given) => this.#consented(given));
      return false;
    }
    const frame = { type: 'message', id: makeId(), text };
    this.view.chips('starters', []);
    this.view.chips('replies', []);
    this.view.showPending(frame);
    this.outbox.add(frame);
    this.#marks();
    return true;
  }

  #consented(given) {
    const { version } = this.consent;
    this.consentDone = version;
    this.sendKept({ type: 'consent', version, given });
    this.host.tell('consent', { value: version });
    this.composer.send();
  }

  sendKept(frame) {
    this.outbox.add({ ...frame, id: makeId() });
  }

  typing() {
    this.connection.send({ type: 'typing' });
  }

  askForPerson() {
    if (at('person').getAttribute('aria-disabled') === 'true') return;
    this.view.chips('starters', []);
    this.isAsked = true; // until the server tells the mode
    this.sendKept({ type: 'handoff' });
    this.#showMode();
  }

  end() {
    this.sendKept({ type: 'end' });
  }

  /** The conversation as a text file, made in the browser. */
  save() {
    const name = ({ author, name }) => (author === 'visitor' ? this.words('you') : name || this.boot.name);
    const text = this.thread.all().map((line) => `${line.at}  ${name(line)}: ${line.text}`).join('\n\n');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = `${this.boot.name}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  shown(isShown) {
    this.isShown = isShown;
    if (isShown) this.view.toEnd('instant');
    this.#read();
  }

  // --- what the server says ---------------------------------------------------------------------

  receive(frame) {
    const act = this[`on_${frame.type}`];
    if (act) act.call(this, frame); // a frame that we do not know belongs to a later version
  }

  on_welcome(frame) {
    const { thread } = this;
    this.code = null;
    if (frame.conversation && thread.conversation && frame.conversation !== thread.conversation) {
      this.#clear();
      this.session = frame.session ?? this.session;
      this.connection.send(this.hello());
      return;
    }
    thread.conversation = frame.conversation;
    // What comes first is history; what was missed since is news.
    if (!thread.last) this.replayTo = frame.seq;
    thread.heardOf(frame.seq);
    this.#keepToken(frame.session);
    this.#site(frame.site ?? {});
    this.#setMode({ mode: frame.mode, agent: frame.agent ?? this.agent, queue: frame.queue ?? this.queue });
    this.outbox.flush(true);
    this.#marks();
    this.#checkGap();
  }

  on_ack({ id, seq, session }) {
    this.#keepToken(session);
    this.thread.heardOf(seq);
    const frame = this.outbox.remove(id);
    if (frame?.type === 'message') this.view.mark(id, this.words('sent'));
    this.#checkGap();
  }

  on_message(message) {
    if (!Number.isInteger(message.seq) || !this.thread.add(message)) return;
    const isReplay = message.seq <= this.replayTo;
    if (message.author === 'visitor') this.outbox.remove(message.id);
    if (message.author === 'bot') this.#endStream(message);
    if (message.author === 'agent') this.view.stopStream();
    this.view.show(message, isReplay);
    if (message.author === 'visitor' && !isReplay) this.view.mark(message.id, this.words('sent'));
    this.#offer();
    if (!isReplay) this.host.tell('event', { name: 'message', detail: { author: message.author } });
    this.#read();
    this.#checkGap();
    this.#showMode();
  }

  on_delta({ reply_to, n, text }) {
    if (typeof text !== 'string' || this.mode === 'human') return;
    const isOlder = reply_to < this.stream.replyTo || (reply_to === this.stream.replyTo && n <= this.stream.n);
    if (isOlder) return;
    this.stream = { replyTo: reply_to, n };
    this.view.stream(text);
    this.#expectMore(20);
  }

  on_typing({ ttl }) {
    this.view.dots();
    this.#expectMore(Number(ttl) || 6);
  }

  on_read({ seq }) {
    if (Number.isInteger(seq)) this.view.readUpTo(seq);
  }

  on_mode(frame) {
    const hasEnded = frame.mode === 'closed' && this.mode !== 'closed';
    this.#setMode(frame);
    if (hasEnded) this.#askRating();
  }

  on_head({ seq, mode }) {
    this.thread.heardOf(seq);
    if (mode && mode !== this.mode) this.connection.send(this.hello());
    else this.#checkGap();
  }

  on_pong(frame) {
    this.on_head(frame);
  }

  on_event({ name }) {
    this.host.tell('event', { name, detail: {} });
  }

  on_error({ code, message, id, retry_after }) {
    this.host.tell('event', { name: 'error', detail: { code } });
    if (code === 'expired') {
      const had = this.thread.rows.size || this.session || this.code;
      this.forget();
      // Refused with a line in hand: greet anew, and the line goes again under its id.
      if (id) this.connection.send(this.hello());
      if (had) this.status.notice(this.words('expired'));
    } else if (code === 'rate_limited' || code === 'unavailable') {
      const seconds = Math.max(1, Number(retry_after) || 5);
      this.outbox.hold(seconds, id);
      if (id) this.view.mark(id, this.words('unsent'), 'waiting');
      this.status.notice(code === 'rate_limited' ? this.words('slow_down', { seconds }) : String(message), seconds);
    } else if (id) {
      if (this.outbox.remove(id)?.type === 'handoff') this.isAsked = false;
      this.#showMode();
      const reason = code === 'too_long' ? this.words('too_long') : String(message ?? '');
      this.view.mark(id, this.words('failed', { reason }), 'failed');
    }
  }

  stateChanged(state, attempt = 0) {
    this.status.setState(state, attempt);
    this.#marks();
  }

  // --- inside ---------------------------------------------------------------------------------

  #isFresh() {
    return !this.session && !this.code && !this.thread.rows.size && !this.outbox.items.size;
  }

  #clear() {
    this.thread.reset();
    this.view.clear();
    this.readSeq = this.readSent = 0;
    this.stream = { replyTo: -1, n: -1 };
    for (const { frame } of this.outbox.items.values()) if (frame.type === 'message') this.view.showPending(frame);
  }

  #keepToken(token) {
    if (typeof token !== 'string' || !token || token === this.session) return;
    this.session = token;
    this.host.tell('session', { token });
  }

  #site(site) {
    this.status.hours = site.hours ?? null;
    this.consent = site.consent ?? this.consent;
    if (site.theme) this.theme.set(site.theme);
    if (Array.isArray(site.starters) && this.#isFresh()) this.view.chips('starters', site.starters);
  }

  #offer() {
    const newest = this.thread.newest();
    const isOpen = newest?.author === 'bot' && this.mode !== 'human';
    this.view.chips('replies', isOpen ? newest.quick_replies : []);
    this.view.chips('starters', []);
  }

  #endStream(message) {
    if (message.reply_to === null || message.reply_to >= this.stream.replyTo) this.view.stopStream();
    clearTimeout(this.streamTimer);
  }

  #expectMore(seconds) {
    clearTimeout(this.streamTimer);
    this.streamTimer = setTimeout(() => this.view.stopStream(), seconds * 1000);
  }

  #checkGap() {
    clearTimeout(this.gapTimer);
    if (!this.thread.hasGap) return;
    this.gapTimer = setTimeout(() => {
      if (this.thread.mayAskAgain()) this.connection.send(this.hello());
    }, GAP_GRACE);
  }

  #read() {
    const unread = [...this.thread.rows.values()].filter(({ author, seq }) => author !== 'visitor' && seq > this.readSeq);
    if (this.isShown && !document.hidden) {
      this.readSeq = Math.max(this.readSeq, ...unread.map(({ seq }) => seq));
      clearTimeout(this.readTimer);
      if (this.readSeq > this.readSent) this.readTimer = setTimeout(() => this.#sendRead(), READ_EVERY);
    }
    const count = unread.filter(({ seq, author }) => seq > this.readSeq && author !== 'system').length;
    if (count !== this.unread) this.host.tell('unread', { count });
    this.unread = count;
  }

  #sendRead() {
    if (this.connection.send({ type: 'read', seq: this.readSeq })) this.readSent = this.readSeq;
  }

  #setMode({ mode, agent, queue }) {
    this.isAsked = false;
    const hasJoined = mode === 'human' && this.mode !== 'human' && agent?.name;
    this.mode = mode;
    this.agent = mode === 'human' ? agent : null;
    this.queue = mode === 'waiting' ? queue : null;
    if (mode === 'human') this.view.stopStream();
    if (hasJoined) this.host.tell('event', { name: 'agent-joined', detail: { name: agent.name } });
    if (mode !== 'closed') at('after').replaceChildren();
    this.#showMode();
  }

  #showMode() {
    const isAsked = this.isAsked || this.outbox.has('handoff');
    const { mode, agent, queue } = this;
    this.status.showMode({ mode, agent, queue, isAsked, hasLines: this.thread.rows.size > 0 });
  }

  #askRating() {
    at('after').replaceChildren(makeRating(this.words, (score, comment) => this.sendKept({ type: 'rating', score, comment })));
    this.view.toEnd();
  }

  #marks() {
    const isOn = this.connection.online;
    for (const { frame } of this.outbox.items.values()) {
      if (frame.type === 'message') this.view.mark(frame.id, this.words(isOn ? 'sending' : 'kept'), 'waiting');
    }
  }
}
