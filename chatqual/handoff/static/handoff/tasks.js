// What is left to do, under the list: what is due first, and what was done last, to take it back.

import { h, icon } from "./dom.js";
import { full, nowMs, shortTime } from "./words.js";

export function tasks(desk) {
  const { store, acts, keys } = desk;
  const count = h("span", { class: "count" });
  const late = h("span", { class: "late" });
  const arrow = icon("chevron_right");
  const head = h("button", { type: "button", class: "section-head", "aria-expanded": "false", "aria-controls": "desk-tasks", on: { click: () => toggle() } }, arrow, h("span", {}, "Tasks"), count, late);
  const list = h("ul", { role: "list", id: "desk-tasks", hidden: true });
  const element = h("section", { class: "tasks", "aria-label": "Tasks" }, h("h2", {}, head), list);
  let known = [];
  let isOpen = false;
  desk.queue.element.querySelector(".queue-foot").before(element);

  function toggle(wanted = !isOpen) {
    isOpen = wanted;
    head.setAttribute("aria-expanded", String(isOpen));
    arrow.textContent = isOpen ? "expand_more" : "chevron_right";
    draw();
  }

  const isLate = (task) => !task.done_at && task.due && Date.parse(task.due) < nowMs();

  function row(task) {
    const box = h("input", { type: "checkbox", checked: Boolean(task.done_at), on: { change: () => acts.ask("task_done", { task: task.id, done: box.checked }) } });
    const due = task.due && !task.done_at && h("span", { class: `chip due${isLate(task) ? " late" : ""}`, title: full(task.due) }, isLate(task) ? `due since ${shortTime(task.due)}` : `by ${shortTime(task.due)}`);
    const open = () => desk.open(task.conversation);
    return h(
      "li",
      { class: `task${task.done_at ? " is-done" : ""}`, dataset: { task: task.id } },
      h("label", {}, box, h("span", { class: "task-text" }, task.text)),
      h(
        "span",
        { class: "task-marks" },
        h("span", { class: "chip" }, task.label),
        due,
        task.assignee_name && h("span", { class: "chip owner" }, task.assignee_name),
        task.done_at && h("span", { class: "quiet" }, task.done_by ? `done by ${task.done_by}` : "done"),
        task.conversation && h("button", { type: "button", class: "link", dataset: { open: task.conversation }, on: { click: open } }, `Open ${task.who}`),
        task.person && !task.done_at && h("a", { class: "link", href: task.person }, "What is held of them"),
      ),
    );
  }

  function draw() {
    const still = known.filter((task) => !task.done_at);
    const overdue = still.filter(isLate).length;
    count.textContent = String(still.length);
    late.textContent = overdue ? `${overdue} overdue` : "";
    list.hidden = !isOpen;
    if (!isOpen) return;
    const at = list.contains(document.activeElement) && document.activeElement.closest("[data-task]")?.dataset.task;
    const rows = known.map(row);
    list.replaceChildren(...(rows.length ? rows : [h("li", { class: "nothing" }, "Nothing to do.")]));
    if (at) list.querySelector(`[data-task="${at}"] input`)?.focus({ preventScroll: true });
  }

  store.addEventListener("frame:tasks", (event) => {
    known = event.detail.tasks;
    draw();
  });
  keys.add("g t", "Tasks", () => desk.showList(() => {
    toggle(true);
    (list.querySelector("input") ?? head).focus();
  }), { area: "Go to" });
}
