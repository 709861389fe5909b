/* The text box: it grows, counts, sends on Enter, and keeps what was typed through a consent. */

import { makeButton } from './lines.js';
import { make, renderMarkdown } from './markdown.js';

const at = (id) => document.getElementById(id);
const MOST = 4000;
const COUNT_FROM = 3600;
const TYPING_EVERY = 3000;

/** As the server counts: code points. */
export const lengthOf = (text) => [...text].length;

export class Composer {
  /** `onSend(text)` is called with trimmed text of 1 to 4,000 characters. */
  constructor({ words, onSend, onTyping }) {
    Object.assign(this, { words, onSend, onTyping });
    this.box = at('text');
    this.typedAt = 0;
    this.box.addEventListener('input', () => this.#changed(true));
    this.box.addEventListener('keydown', (event) => this.#key(event));
    at('write').addEventListener('submit', (event) => {
      event.preventDefault();
      this.send();
    });
  }

  get text() {
    return this.box.value.trim();
  }

  fill(text) {
    this.box.value = text;
    this.#changed(false);
  }

  send() {
    const { text } = this;
    if (!text || lengthOf(text) > MOST) return;
    if (this.onSend(text)) this.fill('');
    this.box.focus();
  }

  /** Asks before the first message; the typed text stays in the box until it is decided. */
  ask(consent, decide) {
    const card = at('consent');
    const close = (given) => {
      card.hidden = true;
      card.replaceChildren();
      if (given !== null) decide(given);
      this.box.focus();
    };
    const text = make('div', 'consent-text', renderMarkdown(String(consent.text ?? '')));
    const title = make('h2', '', this.words('consent_title'));
    title.id = 'consent-title';
    const yes = makeButton('strong', this.words('consent_yes'), () => close(true));
    const no = makeButton('soft', this.words('consent_no'), () => close(false));
    const back = makeButton('link', this.words('consent_back'), () => close(null));
    card.replaceChildren(title, text, make('div', 'row', yes, no, back));
    card.setAttribute('role', 'group');
    card.setAttribute('aria-labelledby', title.id);
    card.hidden = false;
    yes.focus();
  }

  #key(event) {
    // Enter that ends an input method's composition is not meant for us.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.send();
  }

  #changed(byHand) {
    this.box.style.blockSize = 'auto';
    this.box.style.blockSize = `${Math.min(this.box.scrollHeight, 140)}px`;
    const left = MOST - lengthOf(this.text);
    at('send').disabled = !this.text || left < 0;
    const count = at('count');
    count.hidden = left > MOST - COUNT_FROM;
    count.classList.toggle('over', left < 0);
    count.textContent = count.hidden ? '' : this.words(left < 0 ? 'over' : 'left', { count: Math.abs(left) });
    this.box.setAttribute('aria-invalid', String(left < 0));
    if (byHand && this.text && Date.now() - this.typedAt > TYPING_EVERY) {
      this.typedAt = Date.now();
      this.onTyping();
    }
  }
}
