/* The sheet that shows where an answer is written, inside the chat. */

import { safeAddress } from './markdown.js';

const at = (id) => document.getElementById(id);

/** A text fragment: browsers that know it scroll to the quoted words and mark them. */
function passageOf(quote) {
  const line = quote.split('\n')[0].trim();
  if (!line || line.length > 300) return '';
  return `#:~:text=${encodeURIComponent(line).replace(/-/gu, '%2D')}`;
}

export class Sheet {
  constructor() {
    this.box = at('sheet');
    at('sheet-close').addEventListener('click', () => this.close());
    // A press on the dimmed rest closes; one on the sheet's own content does not reach the dialog.
    this.box.addEventListener('click', (event) => event.target === this.box && this.close());
  }

  get isOpen() {
    return this.box.open;
  }

  show({ title, quote, url }) {
    at('sheet-title').textContent = String(title ?? '');
    at('sheet-quote').textContent = String(quote ?? '');
    at('sheet-quote').hidden = at('sheet-says').hidden = !quote;
    const address = safeAddress(String(url ?? ''));
    const link = at('sheet-link');
    link.hidden = !address;
    if (address) {
      link.href = address.hash ? address.href : address.href + passageOf(String(quote ?? ''));
      at('sheet-host').textContent = address.host;
    }
    this.box.showModal();
  }

  close() {
    this.box.close(); // the browser gives the focus back to the citation
  }
}
