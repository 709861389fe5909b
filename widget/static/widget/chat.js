/* The chat page: takes what the server embedded, the page around it and the socket, and joins them. */

import { Composer } from './chat/composer.js';
import { Connection } from './chat/connection.js';
import { hostOf } from './chat/host.js';
import { Lines } from './chat/lines.js';
import { Outbox } from './chat/outbox.js';
import { Sheet } from './chat/sheet.js';
import { Talk } from './chat/talk.js';
import { Theme } from './chat/theme.js';
import { Thread } from './chat/thread.js';
import { View } from './chat/view.js';

const at = (id) => document.getElementById(id);
const boot = JSON.parse(at('boot').textContent);
const texts = { ...boot.texts };
const words = (key, values = {}) =>
  (texts[key] ?? key).replace(/\{(\w+)\}/gu, (all, name) => (name in values ? String(values[name]) : all));

const theme = new Theme(document.documentElement);
const sheet = new Sheet();
const thread = new Thread();

const lines = new Lines({
  words,
  locale: document.documentElement.lang,
  onCite: (citation) => sheet.show(citation),
  onFeedback: (seq, value) => talk.sendKept({ type: 'feedback', seq, value }),
  who: () => boot.name,
});
const view = new View({ lines, words, onReply: reply });
const composer = new Composer({
  words,
  onSend: (text) => talk.say(text),
  onTyping: () => talk.typing(),
});

const host = hostOf(boot, {
  init: (data) => {
    host.tell('named', { title: texts.title, theme: boot.theme ?? {} });
    theme.set(data.theme ?? {});
    if (data.prefill && !composer.text) composer.fill(data.prefill);
    at('close').hidden ||= data.inline === true;
    talk.begin(data);
    shown(data.shown, data.inline);
  },
  turn: () => talk.takeTurn(),
  session: ({ token }) => talk.adopt(token),
  page: ({ page }) => talk.pageChanged(page),
  identify: ({ identity }) => talk.identify(identity),
  theme: (data) => theme.set(data.theme ?? {}),
  prefill: ({ text }) => composer.fill(String(text)),
  shown: (data) => shown(data.shown),
});

const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const path = location.pathname.replace(/widget\/chat\/?$/u, 'ws/chat/');
const connection = new Connection({
  url: `${scheme}://${location.host}${path}?site=${encodeURIComponent(boot.site)}`,
  hello: () => talk.hello(),
  onFrame: (frame) => talk.receive(frame),
  onState: (state, attempt) => talk.stateChanged(state, attempt),
  onToken: () => talk.forget(),
});
const outbox = new Outbox({
  transmit: (frame) => talk.transmit(frame),
  keeper: {
    queued: (item) => host.tell('queued', { item }),
    unqueued: (id) => host.tell('unqueued', { id }),
  },
  onSilence: (since) => connection.lastHeard < since && connection.restart(),
});
const talk = new Talk({ boot, words, thread, view, composer, outbox, connection, host, theme });

/** On a phone the keyboard would cover the conversation before anybody has read it. */
function focusText() {
  const box = matchMedia('(pointer: fine)').matches ? composer.box : at('chat');
  box.focus({ preventScroll: true });
}

/** A chosen answer goes as plain text; its button is gone then, and the focus must not go with it. */
function reply(text) {
  if (talk.say(text)) focusText();
}

function shown(isShown, isInline) {
  talk.shown(isShown === true);
  if (isShown && !isInline) focusText(); // inline, the page keeps the focus
}

function close() {
  host.tell('close');
}

at('close').hidden = parent === window;
at('close').addEventListener('click', close);
at('retry').addEventListener('click', () => connection.retry());
at('person').addEventListener('click', () => talk.askForPerson());
at('end').addEventListener('click', () => talk.end());
at('save').addEventListener('click', () => talk.save());
at('copy').addEventListener('click', () => talk.sendKept({ type: 'transcript' }));
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !sheet.isOpen && !event.isComposing) close();
});
theme.set(boot.theme ?? {});
host.ready();
