// The set-up page: the visitor's own zone as a start, copying, and the look at the live page.

function guessZone(form) {
  const zones = form.querySelector("#id_time_zone");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zones && zones.value === "UTC" && [...zones.options].some((option) => option.value === own)) zones.value = own;
}

function showSitemap(form) {
  const reading = form.querySelector("#id_reading");
  const field = form.querySelector('[data-field="sitemap"]');
  if (!reading || !field) return;
  const follow = () => (field.hidden = reading.value !== "sitemap");
  reading.addEventListener("change", follow);
  follow();
}

async function copy(button) {
  const text = document.getElementById(button.dataset.copy).textContent;
  const told = document.getElementById("su-copied");
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = "Copied.";
    const before = button.firstChild.textContent;
    button.firstChild.textContent = "Copied";
    setTimeout(() => (button.firstChild.textContent = before), 2000);
  } catch {
    // Without a secure address browsers keep the clipboard to themselves: then it is only chosen.
    getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
    told.textContent = "Chosen. Copy it with the keyboard.";
  }
}

function line(text, isStrong) {
  const made = document.createElement(isStrong ? "strong" : "span");
  made.textContent = text;
  return made;
}

function tell(seen) {
  const told = document.getElementById("su-seen");
  told.className = seen.is_there ? "is-there" : "";
  told.replaceChildren(line(seen.words, true), ...(seen.advice ? [line(seen.advice)] : []));
  for (const step of seen.steps || []) {
    const shown = document.querySelector(`[data-step="${step.key}"]`);
    shown.className = step.is_done ? "is-done" : "is-open";
    shown.querySelector("[data-words]").textContent = step.words;
    shown.querySelector("[data-state]").textContent = step.is_done ? "done:" : "to do:";
  }
  const hello = (seen.steps || []).find((step) => step.key === "live");
  if (hello) told.append(line(hello.is_done ? `Proved: ${hello.words}.` : `Not proved yet: ${hello.words}. Open your page and the chat once.`));
}

async function look(button) {
  button.disabled = true;
  tell({ words: "Looking at your page…" });
  try {
    const answer = await fetch(button.dataset.url, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": button.dataset.token } });
    tell(await answer.json());
  } catch {
    tell({ words: "This server did not answer, or you are signed out.", advice: "Load the page again and try once more." });
  } finally {
    button.disabled = false;
    button.focus();
  }
}

const form = document.getElementById("su-form");
showSitemap(form);
if ("new" in form.dataset && !form.querySelector(".has-error")) guessZone(form);
document.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", () => copy(button)));
document.getElementById("su-look")?.addEventListener("click", (event) => look(event.currentTarget));
// Pressed twice, it would make two sites.
const save = form.querySelector(".su-save button");
form.addEventListener("submit", () => (save.disabled = true));
addEventListener("pageshow", () => (save.disabled = false));
form.querySelector(".has-error input, .has-error select, .has-error textarea")?.focus();
