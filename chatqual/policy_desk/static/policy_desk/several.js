// Several inputs of one name, with buttons to add and to remove one.

function button(text, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "pd-button small";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

export function makeSeveral(list, changed) {
  const noun = list.dataset.noun;
  const items = () => [...list.querySelectorAll(".pd-item")];
  if (items()[0].firstElementChild.disabled) return;

  function number() {
    items().forEach((item, place) => {
      item.querySelector("textarea").setAttribute("aria-label", `${noun} ${place + 1}`);
    });
  }

  function remove(item) {
    const all = items();
    const next = all[all.indexOf(item) + 1] ?? all[all.indexOf(item) - 1];
    if (all.length > 1) item.remove();
    else item.querySelector("textarea").value = "";
    (next ?? item).querySelector("textarea").focus();
    number();
    changed();
  }

  function furnish(item) {
    item.append(button("Remove", `Remove this ${noun.toLowerCase()}`, () => remove(item)));
  }

  function add() {
    const item = items()[0].cloneNode(true);
    const text = item.querySelector("textarea");
    text.value = "";
    text.removeAttribute("id");
    item.querySelector("button").remove();
    furnish(item);
    list.insertBefore(item, list.lastElementChild);
    number();
    text.focus();
  }

  // Without this script an empty one stands at the end.
  const spare = items().at(-1);
  if (items().length > 1 && !spare.querySelector("textarea").value) spare.remove();
  items().forEach(furnish);
  list.append(button(`Add a ${noun.toLowerCase()}`, `Add a ${noun.toLowerCase()}`, add));
  number();
}
