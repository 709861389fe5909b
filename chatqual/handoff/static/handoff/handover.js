// In the head: hand a conversation to a colleague or a team, and open a closed one again.

import { h, icon } from "./dom.js";

export function handover(desk) {
  const { store, acts, keys, thread } = desk;
  const head = thread.headView;
  const word = h("input", { type: "text", maxlength: "500", placeholder: "A word for them (private)", "aria-label": "A private word for whoever gets it", autocomplete: "off" });
  const choices = h("div", { class: "menu-choices" });
  const menu = h(
    "details",
    { class: "menu", dataset: { menu: "transfer" } },
    h("summary", { class: "secondary", title: "Hand over to a colleague or a team (x)" }, "Hand over", icon("expand_more")),
    h("div", { class: "menu-items wide" }, word, choices),
  );
  menu.addEventListener("toggle", () => {
    if (!menu.open) return;
    choices.replaceChildren(h("p", {}, "Looking who is there…"));
    acts.ask("handover", { conversation: store.selected });
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  function give(to, team) {
    acts.change("transfer", { to, team, reason: word.value.trim() });
    word.value = "";
    menu.open = false;
  }

  function person(colleague) {
    const isHere = colleague.status === "online";
    const load = isHere ? `${colleague.load}/${colleague.capacity}` : "away";
    return h("button", { type: "button", disabled: !isHere, on: { click: () => give(colleague.id, "") } },
      h("span", {}, `${colleague.name} (${colleague.team})`), h("span", { class: "quiet" }, load));
  }

  store.addEventListener("frame:handover", (event) => {
    const { conversation, colleagues, teams } = event.detail;
    if (conversation !== store.selected) return;
    const owner = store.current?.owner;
    const others = colleagues.filter((c) => c.id !== owner);
    choices.replaceChildren(
      h("p", {}, others.length ? "To a colleague" : "No colleague is at the desk."),
      ...others.map(person),
      h("p", {}, "To a team, to wait there"),
      ...teams.map((team) => h("button", { type: "button", on: { click: () => give(null, team) } }, team)),
    );
  });

  const mayGive = (item, section) => section === "mine" || section === "waiting" || (section === "others" && store.me.may_transfer_any);
  head.addButtons((item, section) => {
    word.value = "";
    menu.open = false;
    if (section === "closed") {
      return [h("button", { type: "button", class: "secondary", title: "Open it again, as yours (o)", on: { click: () => acts.change("reopen") } }, "Open again")];
    }
    return mayGive(item, section) ? [menu] : [];
  });
  keys.add("x", "Hand over to a colleague or a team", () => head.openMenu("transfer"));
  keys.add("o", "Open a closed conversation again", () => store.current?.mode === "closed" && acts.change("reopen"));
}
