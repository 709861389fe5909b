/* The conversation on the screen: lines by seq, what is not yet acknowledged below them, and where
   the view stands. */

import { makeButton } from './lines.js';

const at = (id) => document.getElementById(id);
const NEAR = 80;
const TOGETHER = 5 * 60_000;

export class View {
  constructor({ lines, words, onReply }) {
    Object.assign(this, { lines, words, onReply });
    this.log = at('log');
    this.scroll = at('scroll');
    this.down = at('down');
    this.pending = new Map();
    this.down.addEventListener('click', () => this.toEnd());
    new ResizeObserver(() => this.stuck && this.toEnd('instant')).observe(this.scroll);
    this.stuck = true;
    this.lastTop = 0;
    for (const target of [this.scroll, window]) target.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  /** The log scrolls by itself; in a window too low for that (zoom) the page does. */
  get scroller() {
    return getComputedStyle(this.scroll).overflowY === 'visible' ? document.scrollingElement : this.scroll;
  }

  get isAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd(behavior = 'smooth') {
    const { scroller } = this;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
    this.down.hidden = true;
  }

  #scrolled() {
    const { scrollTop } = this.scroller;
    // Only a move upwards is the reader's; one downwards may be our own, still on its way.
    if (this.isAtEnd) this.stuck = true;
    else if (scrollTop < this.lastTop) this.stuck = false;
    this.lastTop = scrollTop;
    if (this.stuck) this.down.hidden = true;
  }

  clear() {
    this.log.replaceChildren();
    this.pending.clear();
    this.stopStream();
  }

  /** A line of the visitor before the server has it; it stands last. */
  showPending(frame) {
    if (this.pending.has(frame.id)) return;
    const line = this.lines.make({ author: 'visitor', id: frame.id, text: frame.text, at: new Date().toISOString() });
    line.classList.add('waiting');
    this.pending.set(frame.id, line);
    this.log.append(line);
    this.toEnd('instant');
  }

  /** `note` is "" for the plain state. */
  mark(id, note, className = '') {
    const line = this.pending.get(id) ?? this.log.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!line) return;
    line.classList.remove('waiting', 'failed');
    if (className) line.classList.add(className);
    line.querySelector('.mark').textContent = note;
    if (this.stuck) this.toEnd('instant');
  }

  /** A line with its seq. It takes the place of the pending one with the same id. */
  show(message, isReplay) {
    const wasAtEnd = this.stuck;
    const line = this.lines.make(message);
    this.pending.get(message.id)?.remove();
    this.pending.delete(message.id);
    const next = this.#after(message.seq);
    this.log.insertBefore(line, next);
    this.#group(line, message);
    this.#group(line.nextElementSibling);
    if (message.author === 'visitor') this.#lastMark();
    if (wasAtEnd || message.author === 'visitor') this.#settle(line, isReplay);
    else if (!isReplay) this.down.hidden = false;
    return line;
  }

  /** Marks below the newest line only: every one of them would be noise. */
  #lastMark() {
    const lines = [...this.log.querySelectorAll('.line.visitor:not(.failed):not(.waiting)')];
    for (const line of lines.slice(0, -1)) line.querySelector('.mark').textContent = '';
  }

  readUpTo(seq) {
    const read = [...this.log.querySelectorAll('.line.visitor[data-seq]')].filter((line) => Number(line.dataset.seq) <= seq);
    for (const line of read) line.querySelector('.mark').textContent = '';
    if (read.length) read.at(-1).querySelector('.mark').textContent = this.words('read');
  }

  /** An answer longer than the view begins at its top; anything else leaves the end in sight. */
  #settle(line, isReplay) {
    const isLong = !isReplay && line.offsetHeight > this.scroller.clientHeight - NEAR;
    if (!isLong) return this.toEnd(isReplay ? 'instant' : 'smooth');
    this.stuck = false;
    line.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  #after(seq) {
    for (const line of [...this.log.querySelectorAll('.line')].reverse()) {
      if (line.dataset.seq && Number(line.dataset.seq) < seq) return line.nextElementSibling;
    }
    return this.log.firstElementChild;
  }

  /** Lines of one author that follow each other soon share one name. */
  #group(line) {
    const before = line?.previousElementSibling;
    if (!line?.classList.contains('line') || !before) return;
    const [one, other] = [line, before].map((each) => each.querySelector('.by'));
    const isSame = line.classList[1] === before.classList[1] && one.querySelector('b')?.textContent === other.querySelector('b')?.textContent;
    const apart = new Date(one.querySelector('time')?.dateTime) - new Date(other.querySelector('time')?.dateTime);
    line.classList.toggle('joined', isSame && !(apart > TOGETHER));
  }

  stream(text) {
    const line = this.lines.makeDelta(text);
    at('stream').replaceChildren(line);
    if (this.stuck) this.#settle(line, false);
  }

  /** Three dots. Hidden from screen readers: the answer itself is announced. */
  dots() {
    if (at('stream').querySelector('.line')) return;
    const dots = document.createElement('div');
    dots.className = 'dots';
    dots.append(...[1, 2, 3].map(() => document.createElement('i')));
    at('stream').replaceChildren(dots);
    if (this.stuck) this.toEnd('instant');
  }

  stopStream() {
    at('stream').replaceChildren();
  }

  chips(id, choices) {
    const list = Array.isArray(choices) ? choices.filter((text) => typeof text === 'string' && text) : [];
    at(id).replaceChildren(...list.map((text) => makeButton('chip', text, () => this.onReply(text))));
    at(id).hidden = !list.length;
    if (list.length && this.stuck) this.toEnd('instant');
  }

  person(words, isPressed) {
    at('person-text').textContent = words;
    at('person').setAttribute('aria-disabled', String(isPressed));
  }
}
