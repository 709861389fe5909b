// Asks how far a deletion is, and shows its receipt when it is done.

const bar = document.getElementById('cq-progress');
const text = document.getElementById('cq-progress-text');
const EVERY_MS = 1000;

async function ask() {
  try {
    const answer = await fetch(bar.dataset.address, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    text.textContent = 'The server cannot be reached just now; the deletion goes on by itself.';
  }
}

function show({ state, is_done, done, of, rows, now_at, error }) {
  if (is_done) {
    clearInterval(timer);
    location.reload();
    return;
  }
  bar.max = of;
  bar.value = done;
  const now = [state, now_at, `${rows} rows`, error].filter(Boolean).join(': ');
  if (text.textContent !== now) text.textContent = now;
}

const timer = setInterval(ask, EVERY_MS);
ask();
