/* The page around the iframe: exact origins both ways, and nothing but the messages named here.
   Opened by itself, as a page of its own, the chat keeps its session in its own storage. */

class Framed {
  constructor(origins, heard) {
    this.heard = heard;
    this.parentOrigin = null;
    // Only our own origin and the site's may embed us; any other parent never hears a word.
    this.allowed = new Set([location.origin, ...origins]);
    addEventListener('message', (event) => this.#listen(event));
  }

  /** Said to each allowed origin, since not every browser tells who the parent is. Browsers deliver
      it to the one that matches. */
  ready() {
    const known = location.ancestorOrigins?.[0];
    const targets = this.allowed.has(known) ? [known] : this.allowed;
    for (const origin of targets) parent.postMessage({ chatqual: 1, type: 'ready' }, origin);
  }

  tell(type, data = {}) {
    if (this.parentOrigin) parent.postMessage({ chatqual: 1, type, ...data }, this.parentOrigin);
  }

  #listen({ source, origin, data }) {
    if (source !== parent || !this.allowed.has(origin) || data?.chatqual !== 1) return;
    if (this.parentOrigin && origin !== this.parentOrigin) return;
    if (!Object.hasOwn(this.heard, data.type)) return;
    this.parentOrigin = origin;
    this.heard[data.type](data);
  }
}

class Alone {
  constructor(site, heard) {
    this.site = site;
    this.heard = heard;
    this.memory = {};
  }

  ready() {
    const [, code] = /^#chatqual=([\w-]{40})$/u.exec(location.hash) ?? [];
    if (code) history.replaceState(history.state, '', location.pathname + location.search);
    this.heard.init({
      code,
      session: this.#recall('session'),
      queue: this.#recall('queue') ?? [],
      consent: this.#recall('consent'),
      page: { url: location.href, title: document.title, referrer: document.referrer },
      locale: navigator.language,
      shown: true,
    });
  }

  tell(type, data = {}) {
    const queue = this.#recall('queue') ?? [];
    if (type === 'begin') queueMicrotask(() => this.heard.turn());
    if (type === 'session') this.#keep('session', data.token);
    if (type === 'consent') this.#keep('consent', data.value);
    if (type === 'queued') this.#keep('queue', [...queue.filter(({ id }) => id !== data.item.id), data.item]);
    if (type === 'unqueued' && queue.length) this.#keep('queue', queue.filter(({ id }) => id !== data.id));
  }

  #recall(name) {
    try {
      return JSON.parse(localStorage.getItem(`chatqual:${this.site}:${name}`));
    } catch {
      return this.memory[name] ?? null;
    }
  }

  #keep(name, value) {
    this.memory[name] = value;
    try {
      localStorage.setItem(`chatqual:${this.site}:${name}`, JSON.stringify(value));
    } catch {
      // memory holds it for the life of this page
    }
  }
}

export function hostOf(boot, heard) {
  return parent === window ? new Alone(boot.site, heard) : new Framed(boot.origins, heard);
}
