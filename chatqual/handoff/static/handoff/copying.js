// A copy of the conversation: by mail to its visitor, or as a file.

import { h, icon } from "./dom.js";

const FILES = [["html", "Download as a page"], ["txt", "Download as text"]];

async function mailCopy(desk, address) {
  const token = desk.dataset.csrf;
  try {
    const response = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" } });
    const told = await response.json();
    desk.acts.say(response.ok ? `A copy goes to ${told.address}.` : told.error);
  } catch {
    desk.acts.say("The server could not be reached; nothing was sent.");
  }
}

function copyMenu(desk, item) {
  const address = `${desk.dataset.base}${item.id}/transcript`;
  const menu = h("details", { class: "menu", dataset: { menu: "copy" } });
  const shut = () => (menu.open = false);
  menu.append(
    h("summary", { class: "secondary", title: "A copy of the conversation" }, "Copy", icon("expand_more")),
    h(
      "div",
      { class: "menu-items" },
      h("button", { type: "button", on: { click: () => (shut(), mailCopy(desk, address)) } }, "Mail it to the visitor"),
      ...FILES.map(([format, text]) => h("button", { type: "button", on: { click: () => (shut(), location.assign(`${address}?format=${format}`)) } }, text)),
    ),
  );
  menu.addEventListener("focusout", (e) => {
    if (e.relatedTarget && !menu.contains(e.relatedTarget)) shut();
  });
  menu.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    e.stopPropagation();
    shut();
    menu.querySelector("summary").focus();
  });
  return menu;
}

export function copying(desk) {
  desk.thread.headView.addButtons((item) => [copyMenu(desk, item)]);
}
