/* Who speaks, who waits, and whether there is a line at all, in words. */

import { initials } from './theme.js';

const at = (id) => document.getElementById(id);
const FIRST_TROUBLE = 1500; // shorter than this is not worth a word

export class Status {
  constructor({ words, boot, view }) {
    Object.assign(this, { words, boot, view, state: 'connecting', attempt: 0, noticeUntil: 0 });
  }

  showMode({ mode, agent, queue, isAsked, hasLines }) {
    const { words } = this;
    const name = mode === 'human' ? (agent?.name ?? '') : '';
    document.documentElement.dataset.mode = mode;
    at('name').textContent = name || this.boot.name;
    at('role').textContent = mode === 'human' ? words('person_title', { site: this.boot.name }) : words('assistant');
    at('avatar').textContent = name ? initials(name) : initials(this.boot.name, this.boot.theme?.initials);
    this.#showPerson(mode, name, isAsked);
    const people = mode === 'human' ? '' : this.#peopleText(queue);
    at('queue').textContent = people;
    at('queue').hidden = !people;
    at('end').hidden = mode === 'closed' || !hasLines;
    at('save').hidden = at('copy').hidden = !hasLines;
  }

  #showPerson(mode, name, isAsked) {
    if (mode === 'human') this.view.person(this.words('person_here', { name: name || this.boot.name }), true);
    else if (mode === 'waiting' || isAsked) this.view.person(this.words('person_asked'), true);
    else this.view.person(this.words('person'), false);
  }

  /** When somebody will be there: by the opening hours, else by the place in the line. */
  #peopleText(queue) {
    if (this.hours?.open === false && this.hours.opens) return this.words('away', { when: this.hours.opens });
    return queue?.position ? this.#queueText(queue) : '';
  }

  #queueText({ position, usual_wait_s: wait }) {
    if (!wait) return this.words('queue', { position });
    return this.words('queue_wait', { position, minutes: Math.max(1, Math.round(wait / 60)) });
  }

  setState(state, attempt) {
    Object.assign(this, { state, attempt });
    document.documentElement.dataset.state = state;
    const notice = this.noticeUntil - Date.now();
    clearTimeout(this.timer);
    if (notice > 0) this.timer = setTimeout(() => this.#showState(), notice);
    else if (state === 'online' || state === 'refused' || attempt > 1) this.#showState();
    else this.timer = setTimeout(() => this.#showState(), FIRST_TROUBLE);
  }

  /** A word in passing; what the line is like comes back after it. */
  notice(text, seconds = 6) {
    at('state-text').textContent = text;
    at('state').hidden = false;
    at('retry').hidden = true;
    this.noticeUntil = Date.now() + seconds * 1000;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#showState(), seconds * 1000);
  }

  #showState() {
    const { state, attempt } = this;
    const key = state === 'refused' ? 'refused' : state === 'connecting' && attempt < 2 ? 'connecting' : 'offline';
    at('state').hidden = state === 'online';
    at('state-text').textContent = state === 'online' ? '' : this.words(key);
    at('retry').hidden = key === 'connecting';
  }
}
