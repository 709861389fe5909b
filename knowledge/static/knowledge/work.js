// Keeps the progress of readings and of the index true while somebody looks.

const BUSY = 1000;
const QUIET = 5000;
const place = document.getElementById("cq-work");

function row(step) {
  let made = [...place.children].find((one) => one.dataset.key === step.key);
  if (made) return made;
  made = document.createElement("p");
  made.dataset.key = step.key;
  made.append(document.createElement("strong"), " ", document.createElement("progress"), " ", document.createElement("span"));
  made.querySelector("strong").textContent = step.name;
  place.append(made);
  return made;
}

function show(step) {
  const shown = row(step);
  const bar = shown.querySelector("progress");
  const ended = step.state === "done" || step.state === "failed";
  shown.className = `is-${step.state}`;
  bar.hidden = ended;
  if (step.total) {
    bar.max = step.total;
    bar.value = step.done;
  } else {
    bar.removeAttribute("value");
  }
  const word = place.dataset[step.state];
  const count = step.total ? `${step.done}/${step.total} ` : "";
  const text = step.state === "indexing" ? `${step.done} ${word}` : `${word} ${count}${step.message}`;
  const told = shown.querySelector("span");
  if (told.textContent !== text) told.textContent = text;
}

async function look() {
  let wait = QUIET;
  try {
    const answer = await fetch(place.dataset.url, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { steps } = await answer.json();
      const keys = new Set(steps.map((step) => step.key));
      for (const old of [...place.children]) if (!keys.has(old.dataset.key)) old.remove();
      steps.forEach(show);
      if (steps.some((step) => step.state !== "done" && step.state !== "failed")) wait = BUSY;
    }
  } catch {
    // The server is away; asked again a moment later.
  }
  window.setTimeout(look, document.hidden ? QUIET : wait);
}

if (place) look();
