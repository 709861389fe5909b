// Owner and outcome are kept as soon as they are chosen; what is refused goes back, with the reason.

const SETTLE = 500; // arrow keys step through a closed list: only where they stop counts
const waiting = new Map();

function say(words, isRefusal = false) {
  const told = document.getElementById("cq-leads-told");
  told.textContent = words;
  told.className = isRefusal ? "cq-refusal" : "cq-hidden";
}

async function post(select) {
  const form = new FormData();
  form.set("field", select.dataset.field);
  form.set("value", select.value);
  form.set("was", select.dataset.kept);
  const token = document.querySelector("#changelist-form [name=csrfmiddlewaretoken]").value;
  const answer = await fetch(select.dataset.url, { method: "POST", body: form, keepalive: true, credentials: "same-origin", headers: { "X-CSRFToken": token } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
}

async function keep(select) {
  clearTimeout(waiting.get(select));
  waiting.delete(select);
  const before = select.dataset.kept;
  if (select.value === before) return;
  const wanted = select.value;
  select.disabled = true;
  try {
    await post(select);
    select.dataset.kept = wanted;
    select.classList.add("is-kept");
    select.classList.remove("is-refused");
    say(`${select.getAttribute("aria-label")} is now ${select.selectedOptions[0].textContent}.`);
  } catch (fault) {
    select.value = before;
    select.classList.add("is-refused");
    say(fault instanceof TypeError || fault instanceof SyntaxError ? "Not kept: the server could not be reached, or you are signed out. Try again." : fault.message, true);
  } finally {
    const hadFocus = document.activeElement === document.body;
    select.disabled = false;
    if (hadFocus) select.focus();
  }
}

function isOurs(event) {
  return event.target instanceof HTMLSelectElement && event.target.classList.contains("cq-set");
}

function start() {
  for (const select of document.querySelectorAll(".cq-set")) select.dataset.kept = select.value;
  document.addEventListener("change", (event) => {
    if (!isOurs(event)) return;
    clearTimeout(waiting.get(event.target));
    waiting.set(event.target, setTimeout(keep, SETTLE, event.target));
  });
  document.addEventListener("focusout", (event) => {
    if (isOurs(event) && waiting.has(event.target)) keep(event.target);
  });
  addEventListener("pagehide", () => [...waiting.keys()].forEach(keep));
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
