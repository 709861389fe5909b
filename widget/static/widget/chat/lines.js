/* One line of the conversation as DOM. */

import { make, renderMarkdown } from './markdown.js';

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

export function makeButton(className, words, act) {
  const button = make('button', className, words);
  button.type = 'button';
  button.addEventListener('click', act);
  return button;
}

export class Lines {
  /** `words(key, values)`; `onCite(citation)`; `onFeedback(seq, value)`; `who()`: the assistant's name. */
  constructor({ words, locale, onCite, onFeedback, who }) {
    Object.assign(this, { words, onCite, onFeedback, who });
    this.clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
    this.date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
  }

  make(message) {
    const line = make('article', `line ${message.author}`);
    if (message.seq) line.dataset.seq = message.seq;
    if (message.id) line.dataset.id = message.id;
    line.append(this.#byline(message), this.#body(message));
    if (message.author === 'bot' && message.reply_to !== null && message.seq) line.append(this.#thumbs(message.seq));
    if (message.author === 'visitor') line.append(make('p', 'mark', ''));
    return line;
  }

  /** The answer while it streams, without buttons: its citations come with the final message. */
  makeDelta(text) {
    const body = make('div', 'body');
    body.dir = 'auto';
    body.append(renderMarkdown(text.replace(/\[\d{1,3}\]/gu, '')));
    return make('article', 'line bot', body);
  }

  #byline(message) {
    const { author } = message;
    const name = author === 'visitor' ? this.words('you') : message.name || this.who();
    const by = make('p', author === 'visitor' || author === 'system' ? 'by hush' : 'by');
    if (author !== 'system') by.append(make('b', '', name));
    if (author === 'bot') by.append(make('span', 'kind', this.words('assistant')));
    const at = new Date(message.at ?? Date.now());
    if (!Number.isNaN(at.getTime())) {
      const isToday = at.toDateString() === new Date().toDateString();
      const time = make('time', '', (isToday ? this.clock : this.date).format(at));
      time.dateTime = at.toISOString();
      by.append(time);
    }
    return by;
  }

  #body(message) {
    const body = make('div', 'body');
    body.dir = 'auto';
    const text = String(message.text ?? '');
    if (message.author === 'visitor' || message.author === 'system') {
      body.append(make('p', 'typed', text)); // what a visitor typed stays as it was typed
      return body;
    }
    const citations = Array.isArray(message.citations) ? message.citations : [];
    const shown = new Set();
    body.append(renderMarkdown(text, (n) => this.#cited(citations, n, shown)));
    const rest = citations.filter(({ n }) => !shown.has(n));
    if (rest.length) body.append(make('p', 'sources', ...rest.map((citation) => this.#citation(citation))));
    return body;
  }

  #cited(citations, n, shown) {
    const citation = citations.find((one) => one.n === n);
    if (!citation) return null;
    shown.add(n);
    return this.#citation(citation);
  }

  #citation(citation) {
    const title = String(citation.title ?? citation.n);
    const button = makeButton('cite', title, () => this.onCite(citation));
    button.setAttribute('aria-label', this.words('source', { title }));
    button.setAttribute('aria-haspopup', 'dialog');
    return button;
  }

  #thumbs(seq) {
    const group = make('p', 'thumbs');
    for (const [value, key] of [['up', 'helpful'], ['down', 'unhelpful']]) {
      const button = makeButton('thumb', icon(value), () => this.#rated(group, button, seq, value));
      button.setAttribute('aria-label', this.words(key));
      button.title = this.words(key);
      button.setAttribute('aria-pressed', 'false');
      group.append(button);
    }
    const note = make('span', 'noted');
    note.setAttribute('role', 'status');
    group.append(note);
    return group;
  }

  #rated(group, pressed, seq, value) {
    if (pressed.getAttribute('aria-pressed') === 'true') return;
    for (const button of group.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button === pressed));
    group.querySelector('.noted').textContent = this.words('thanks');
    group.classList.add('done');
    this.onFeedback(seq, value);
  }
}
