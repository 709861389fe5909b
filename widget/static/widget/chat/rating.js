/* What is shown when a chat has ended: how it was, from 1 to 5, and a word if wanted. */

import { makeButton } from './lines.js';
import { make } from './markdown.js';

export function makeRating(words, onRate) {
  const form = make('form', 'rating');
  const group = make('fieldset', '', make('legend', '', words('rate')));
  const row = make('div', 'scores');
  for (const score of [1, 2, 3, 4, 5]) {
    const input = make('input', '');
    Object.assign(input, { type: 'radio', name: 'score', value: String(score), required: true });
    input.setAttribute('aria-label', words('rate_value', { score }));
    row.append(make('label', '', input, make('span', '', String(score))));
  }
  const ends = make('div', 'ends', make('span', '', words('rate_low')), make('span', '', words('rate_high')));
  ends.setAttribute('aria-hidden', 'true');
  group.append(row, ends);

  const comment = make('textarea', '');
  Object.assign(comment, { rows: 2, maxLength: 1000, dir: 'auto' });
  const label = make('label', 'comment', make('span', '', words('comment')), comment);
  const send = makeButton('strong', words('rate_send'), () => {});
  send.type = 'submit';
  form.append(group, label, send);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const score = Number(new FormData(form).get('score'));
    const thanks = make('p', 'rated', words('thanks'));
    thanks.setAttribute('role', 'status');
    form.replaceWith(thanks);
    onRate(score, comment.value.trim());
  });
  return form;
}
