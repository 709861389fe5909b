/* chatqual: the one script that a page embeds. It draws a launcher and, once it is opened, an
   iframe with the chat. Before that it fetches nothing; before the first message it stores nothing. */
(() => {
  'use strict';
  const doc = document;
  const script = doc.currentScript || doc.querySelector('script[src*="/widget/loader.js"]');
  const before = window.chatqual || {};
  if (!script || before.version) return;
  const waiting = before.q || [];
  let isReady = false;
  window.chatqual = Object.assign((...call) => (isReady ? run(...call) : waiting.push(call)), { version: 1 });

  const address = new URL(script.src, location.href);
  const settings = { ...window.chatqualSettings, ...script.dataset };
  const site = settings.site || address.searchParams.get('site');
  if (!site) return console.warn('chatqual: no data-site');
  const home = address.origin;
  const base = address.href.slice(0, address.href.indexOf('/widget/loader.js'));
  const CSS = `
    :host { all: initial !important; position: fixed !important; z-index: 2147483647 !important; display: block !important }
    :host([data-inline]) { position: relative !important; width: 100% !important; height: 100% !important; z-index: auto !important }
    * { box-sizing: border-box }
    button { position: fixed; bottom: calc(20px + env(safe-area-inset-bottom)); right: calc(20px + env(safe-area-inset-right));
      height: 56px; min-width: 56px; padding: 0 16px; display: flex; align-items: center; gap: 10px; border: 0; border-radius: 28px;
      background: var(--a); color: var(--b); font: 600 15px/1 system-ui, sans-serif; cursor: pointer;
      box-shadow: 0 1px 3px #0003, 0 8px 24px #0003 }
    button:focus-visible { outline: 3px solid var(--b); box-shadow: 0 0 0 6px var(--a) }
    .left button { right: auto; left: calc(20px + env(safe-area-inset-left)) }
    svg { width: 24px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
    i { position: absolute; top: -3px; right: -3px; min-width: 22px; padding: 0 6px; border-radius: 11px;
      background: #b3261e; color: #fff; font: 600 12px/22px system-ui, sans-serif; text-align: center }
    [hidden], .inline button, .full.on button { display: none }
    dialog { position: fixed; inset: auto 20px 88px auto; margin: 0; border: 0; padding: 0; width: 400px;
      height: min(680px, 100vh - 108px); max-width: none; max-height: none; border-radius: 16px; overflow: hidden;
      background: light-dark(#fff, #15191b); box-shadow: 0 0 0 1px light-dark(#0001, #fff2), 0 16px 48px #0004 }
    .left dialog { inset: auto auto 88px 20px }
    dialog::backdrop { background: none }
    iframe { display: block; width: 100%; height: 100%; border: 0 }
    .full dialog { inset: 0; width: 100%; height: 100%; border-radius: 0; box-shadow: none;
      padding: env(safe-area-inset-top) env(safe-area-inset-right) 0 env(safe-area-inset-left) }
    .inline { height: 100% }
    .inline dialog { position: static; width: 100%; height: 100%; border-radius: inherit; box-shadow: none }
    @media print { button { display: none } }`;

  // --- storage: first-party, by site, memory where the browser refuses -------------------------
  const memory = {};
  const keyOf = (name) => `chatqual:${site}:${name}`;
  const recall = (name) => {
    try { return JSON.parse(localStorage.getItem(keyOf(name))) ?? memory[name] ?? null; } catch { return memory[name] ?? null; }
  };
  const keep = (name, value) => {
    memory[name] = value;
    try {
      if (value === null) localStorage.removeItem(keyOf(name));
      else localStorage.setItem(keyOf(name), JSON.stringify(value));
    } catch { /* memory holds it for the life of this page */ }
  };
  // Read, change, write in one go: other tabs of the site have lines of their own in this queue.
  const queue = (change) => keep('queue', change(recall('queue') || []).slice(-50));

  // --- words, colours, page ---------------------------------------------------------------------
  const language = () => {
    const page = doc.documentElement.lang;
    const mine = navigator.language || 'en';
    const wish = settings.locale || page || mine;
    // "en" on the page and "en-GB" in the browser: the browser knows the country as well.
    return wish.includes('-') || !mine.startsWith(`${wish}-`) ? wish : mine;
  };
  const HEX = /^#[0-9a-f]{6}$/i;
  const LOOKS = ['accent', 'position', 'launcher', 'scheme'];
  const theme = () => ({ ...learned, ...pick(settings, LOOKS), ...override });
  const pick = (from, names) => Object.fromEntries(names.filter((n) => from[n]).map((n) => [n, from[n]]));
  // Above this luminance black is read better than white; either way the contrast is 4.5 at least.
  const isBright = (hex) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => sum + part * (parseInt(hex.substr(1 + 2 * i, 2), 16) / 255) ** 2.2, 0) > 0.179;
  const pageNow = () => {
    let url = String(context.url || location.href);
    // A test chat counts nowhere and alerts nobody; the server knows it by the page's address.
    if (settings.test) url = url.replace(/^([^?#]*)\??/, '$1?chatqual_test=1&');
    return { url: url.slice(0, 2000), title: String(context.title || doc.title).slice(0, 300), referrer: doc.referrer.slice(0, 2000) };
  };
  const tell = (name, detail = {}) =>
    doc.dispatchEvent(new CustomEvent(`chatqual:${name}`, { detail, bubbles: true }));

  let learned = {}, override = {}, context = {}, identity = null, prefill = '', code = '';
  let host, frame, dialog, button, label, badge, box, shape, ready = false, isOpen = false, lastUrl, opener, loadedAt, inline, release;

  const post = (type, data) => {
    if (frame && ready) frame.contentWindow.postMessage({ chatqual: 1, type, ...data }, home);
  };

  // --- drawing --------------------------------------------------------------------------------
  const drawing = (name, attributes) => {
    const node = doc.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    return node;
  };
  const BUBBLE = 'M20 12a7.6 7.6 0 0 1-8 7.4 8 8 0 0 1-3.6-.8L4 20l1.3-3.8A7 7 0 0 1 4 12a8 7.5 0 0 1 16 0z';
  const CROSS = 'M6 6l12 12M18 6L6 18';

  const isNarrow = () => innerWidth < 560 || innerHeight < 480;
  const paint = () => {
    const { accent, position, launcher, scheme } = theme();
    const colour = HEX.test(accent) ? accent : '#1d5b6f';
    const rtl = getComputedStyle(doc.documentElement).direction === 'rtl';
    box.style.setProperty('--a', colour);
    box.style.setProperty('--b', isBright(colour) ? '#000' : '#fff');
    box.style.colorScheme = scheme === 'light' || scheme === 'dark' ? scheme : 'light dark';
    box.classList.toggle('left', (position || (rtl ? 'left' : 'right')) === 'left');
    box.classList.toggle('on', isOpen);
    label.textContent = isOpen ? '' : String(launcher || '').slice(0, 40);
    label.hidden = !label.textContent;
    button.setAttribute('aria-label', label.textContent || 'Chat'); // the word is the same in every language that we speak
    button.setAttribute('aria-expanded', String(isOpen));
    shape.setAttribute('d', isOpen ? CROSS : BUBBLE);
  };

  // In the top layer no z-index, transform or opacity of the page reaches it.
  const attach = (place) => {
    place.append(host);
    if (!inline && host.showPopover) host.showPopover();
  };

  const draw = () => {
    inline = settings.inline && doc.querySelector(settings.inline);
    host = doc.createElement('div');
    host.id = 'chatqual';
    const root = host.attachShadow({ mode: 'open' });
    // A constructed sheet needs no 'unsafe-inline' in the page's policy.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    box = doc.createElement('div');
    button = doc.createElement('button');
    button.type = 'button';
    label = doc.createElement('span');
    badge = doc.createElement('i');
    badge.hidden = true;
    dialog = doc.createElement('dialog');
    shape = drawing('path');
    const svg = drawing('svg', { viewBox: '0 0 24 24', 'aria-hidden': true });
    svg.append(shape);
    button.append(svg, label, badge);
    box.append(dialog, button);
    root.append(box);
    button.addEventListener('click', () => (isOpen ? close() : open()));
    dialog.addEventListener('cancel', (event) => { event.preventDefault(); close(); });
    if (inline) { host.dataset.inline = ''; box.className = 'inline'; dialog.setAttribute('open', ''); }
    if (!inline) host.popover = 'manual';
    attach(inline || doc.body);
    paint();
    if (inline) open();
  };

  /* The phone's keyboard shrinks the visual viewport of this page only; the iframe cannot see it. */
  const fit = () => {
    if (!dialog || inline) return;
    const full = isOpen && isNarrow();
    const view = window.visualViewport;
    box.classList.toggle('full', full);
    dialog.style.top = full && view ? `${view.offsetTop}px` : '';
    dialog.style.height = full && view ? `${view.height}px` : '';
    if (!isOpen || (dialog.open && dialog.matches(':modal') === full)) return;
    dialog.close();
    full ? dialog.showModal() : dialog.show();
  };

  const load = () => {
    ready = false;
    loadedAt = Date.now();
    if (frame) frame.remove();
    frame = doc.createElement('iframe');
    frame.title = 'Chat';
    frame.src = `${base}/widget/chat/?site=${encodeURIComponent(site)}&locale=${encodeURIComponent(language())}`;
    dialog.append(frame);
  };

  // --- commands -------------------------------------------------------------------------------
  const open = () => {
    if (isOpen) return;
    isOpen = true;
    opener = doc.activeElement;
    // Not heard from since it was last tried: the server was away.
    if (!frame || (!ready && Date.now() - loadedAt > 5000)) load();
    badge.hidden = true;
    paint();
    fit();
    if (!inline) frame.focus(); // inline, the page keeps the focus
    post('shown', { shown: true });
    remember();
    tell('open');
  };
  const close = () => {
    if (!isOpen || inline) return;
    isOpen = false;
    dialog.close();
    fit();
    paint();
    post('shown', { shown: false });
    remember();
    const elsewhere = opener && opener !== doc.body && opener !== host && opener.isConnected;
    (elsewhere ? opener : button).focus({ preventScroll: true });
    tell('close');
  };
  // Whether it stands open is kept for this tab's next page, and only once there is a conversation.
  const remember = () => {
    try {
      if (isOpen && recall('session')) sessionStorage.setItem(keyOf('open'), '1');
      else sessionStorage.removeItem(keyOf('open'));
    } catch { /* no storage: the next page begins closed */ }
  };
  const COMMANDS = {
    open, close,
    toggle: () => (isOpen ? close() : open()),
    identify: (who) => { identity = who; post('identify', { identity }); },
    context: (more) => { context = { ...context, ...more }; moved(true); },
    locale: (name) => { settings.locale = String(name); paint(); if (frame) load(); },
    theme: (more) => { override = { ...override, ...more }; paint(); post('theme', { theme: theme() }); },
    prefill: (text) => { prefill = String(text).slice(0, 4000); post('prefill', { text: prefill }); },
    reset: () => { ['session', 'queue', 'consent'].forEach((name) => keep(name, null)); remember(); if (frame) load(); },
    destroy: () => {
      listeners.abort();
      watcher.disconnect();
      if (host) host.remove();
      delete window.chatqual;
    },
  };
  const run = (name, ...rest) => {
    if (!Object.hasOwn(COMMANDS, name)) return console.warn('chatqual: no command', name);
    COMMANDS[name](...rest);
  };

  // --- what the chat says; anything else, from anywhere else, is ignored -------------------------
  const isText = (value, most = 2000) => typeof value === 'string' && value.length <= most;
  const EVENTS = ['agent-joined', 'email-captured', 'qualified', 'handed-off', 'meeting-booked', 'ended', 'message', 'error'];
  const HEARD = {
    ready: () => {
      ready = true;
      post('init', {
        session: recall('session'), queue: recall('queue') || [], consent: recall('consent'), page: pageNow(),
        locale: language(), theme: theme(), identity, prefill, shown: isOpen, inline: !!inline, code,
      });
      code = '';
    },
    session: ({ token }) => {
      if (token !== null && !isText(token)) return;
      keep('session', token);
      remember();
      // The other tabs go on when the token has reached them through the storage.
      if (release) setTimeout(release, 1000);
    },
    // Two tabs that send a first line at the same moment would begin two conversations.
    begin: () => {
      const turn = () => post('turn');
      const hold = (done) => { release = done; turn(); setTimeout(done, 12000); };
      if (navigator.locks) navigator.locks.request(keyOf('begin'), () => recall('session') || new Promise(hold)).catch(turn);
      else turn();
    },
    consent: ({ value }) => { if (isText(value, 100)) keep('consent', value); },
    queued: ({ item }) => {
      if (item && isText(item.id, 36) && JSON.stringify(item).length < 20000) queue((all) => [...all.filter((i) => i.id !== item.id), item]);
    },
    unqueued: ({ id }) => {
      if (!isText(id, 36) || !recall('queue')) return;
      queue((all) => all.filter((item) => item.id !== id));
      if (!recall('queue').length) keep('queue', null);
    },
    unread: ({ count }) => {
      if (!Number.isInteger(count)) return;
      badge.textContent = count > 9 ? '9+' : String(count);
      badge.hidden = isOpen || count < 1;
      tell('unread', { count });
    },
    named: ({ title, theme: told }) => {
      if (isText(title, 300)) frame.title = title;
      if (told && typeof told === 'object') learned = pick(told, LOOKS);
      paint();
    },
    event: ({ name, detail }) => {
      if (EVENTS.includes(name)) tell(name, pick(detail || {}, ['author', 'code', 'name']));
    },
    close,
  };

  // --- wiring ---------------------------------------------------------------------------------
  const listeners = new AbortController();
  const on = (target, name, act) => target && target.addEventListener(name, act, { signal: listeners.signal });
  on(window, 'message', ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== home) return;
    if (data && data.chatqual === 1 && Object.hasOwn(HEARD, data.type)) HEARD[data.type](data);
  });
  on(window, 'storage', ({ key }) => {
    // Another tab began the conversation, or began anew: this one shows the same.
    if (key === keyOf('session')) { memory.session = null; post('session', { token: recall('session') }); remember(); }
  });
  const moved = (always) => {
    if (always !== true && lastUrl === location.href) return;
    lastUrl = location.href;
    post('page', { page: pageNow() });
  };
  // A link from a mail: its code is good once, and leaves the address bar before anybody else reads it.
  const takeCode = () => {
    const found = /^#chatqual=([\w-]{40})$/.exec(location.hash);
    if (!found) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    code = found[1];
    if (frame) load();
    open();
  };
  on(window, 'hashchange', takeCode);
  ['popstate', 'hashchange'].forEach((name) => on(window, name, moved));
  // pushState has no event of its own in every browser; a single-page application sets its title after it.
  on(window.navigation, 'navigatesuccess', () => setTimeout(moved, 50));
  on(window, 'resize', fit);
  ['resize', 'scroll'].forEach((name) => on(window.visualViewport, name, fit));
  on(doc, 'click', (event) => {
    const link = event.target.closest?.('[data-chatqual-open]');
    if (link) { event.preventDefault(); open(); }
    setTimeout(moved, 500);
  });
  on(doc, 'keydown', (event) => { if (event.key === 'Escape' && isOpen && host.shadowRoot.activeElement) close(); });
  // Some applications replace the whole body; the launcher moves over.
  const watcher = new MutationObserver(() => { if (host.isConnected || inline || !doc.body) return; attach(doc.body); if (frame) load(); fit(); });

  const start = () => {
    lastUrl = location.href;
    draw();
    watcher.observe(doc.documentElement, { childList: true });
    isReady = true;
    for (const call of waiting) run(...call);
    let wasOpen = false;
    try { wasOpen = sessionStorage.getItem(keyOf('open')) === '1'; } catch { /* begins closed */ }
    if (wasOpen && !isNarrow() && recall('session')) open();
    takeCode();
    tell('ready');
  };
  if (doc.body) start();
  else on(doc, 'DOMContentLoaded', start);
})();
