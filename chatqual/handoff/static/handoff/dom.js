// Elements are built here and nowhere by markup: text goes in as text only.

/**
 * Makes an element. `props`: class, dataset, on (listeners), hidden and other attributes.
 * Children are nodes or text; null and false are left out.
 */
export function h(name, props = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) setProp(element, key, value);
  element.append(...children.flat().filter((c) => c !== null && c !== false && c !== undefined));
  return element;
}

function setProp(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key === "class") element.className = value;
  else if (key === "dataset") Object.assign(element.dataset, value);
  else if (key === "on") for (const [type, fn] of Object.entries(value)) element.addEventListener(type, fn);
  else element.setAttribute(key, value === true ? "" : String(value));
}

/** A symbol of the admin's own icon font; hidden from screen readers. */
export function icon(name) {
  return h("span", { class: "material-symbols-outlined icon", "aria-hidden": "true" }, name);
}

/** An outside address as a link, only where it is one that may be opened. */
export function outsideLink(url, text) {
  let parsed = null;
  try {
    parsed = new URL(url);
  } catch {
    return h("span", {}, text);
  }
  if (!["http:", "https:", "mailto:"].includes(parsed.protocol)) return h("span", {}, text);
  return h("a", { href: parsed.href, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
}
