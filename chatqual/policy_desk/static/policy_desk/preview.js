// Fetches the preview of what stands in the form, and warns before it is lost.

const PAUSE = 400; // ms after the last key

export function watchForm(form, aside) {
  let timer = 0;
  let asked = 0;
  let isDirty = false;

  async function refresh() {
    const mine = ++asked;
    aside.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.preview, {
        method: "POST",
        body: new FormData(form),
        credentials: "same-origin",
      });
      const page = answer.ok ? await answer.text() : "";
      if (mine !== asked || !page) return;
      const made = new DOMParser().parseFromString(page, "text/html");
      aside.replaceChildren(...made.body.childNodes);
    } catch {
      // The server is away: the old preview stays, saving will say so.
    } finally {
      if (mine === asked) aside.removeAttribute("aria-busy");
    }
  }

  form.addEventListener("input", () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
  form.addEventListener("submit", () => { isDirty = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
}
