// Arrows beside the places of an order. The numbers stay what is sent.

export function makeOrder(list, changed) {
  const rows = () => [...list.querySelectorAll(".pd-place")];
  const input = (row) => row.querySelector("input");
  const placed = () => rows().filter((row) => input(row).value.trim());
  if (input(rows()[0]).disabled) return;

  function mark() {
    rows().forEach((row) => {
      const isPlaced = Boolean(input(row).value.trim());
      row.toggleAttribute("data-placed", isPlaced);
      row.querySelectorAll(".pd-tools button").forEach((button) => {
        button.hidden = (button.dataset.for === "placed") !== isPlaced;
      });
    });
  }

  function settle(order, row) {
    order.forEach((each, place) => { input(each).value = place + 1; });
    list.prepend(...order);
    mark();
    row.querySelector("button:not([hidden])").focus();
    changed();
  }

  function move(row, step) {
    const order = placed();
    const from = order.indexOf(row);
    const to = from + step;
    if (to < 0 || to >= order.length) return;
    order.splice(to, 0, ...order.splice(from, 1));
    settle(order, row);
  }

  function leaveOut(row) {
    input(row).value = "";
    list.append(row);
    settle(placed(), row);
  }

  function button(text, label, act, when = "placed") {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "pd-button small";
    made.textContent = text;
    made.dataset.for = when;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  rows().forEach((row) => {
    const name = row.querySelector("label").textContent;
    const tools = document.createElement("span");
    tools.className = "pd-tools";
    tools.append(
      button("↑", `${name} earlier`, () => move(row, -1)),
      button("↓", `${name} later`, () => move(row, 1)),
      button("Leave out", `Do not ask for ${name} in the order`, () => leaveOut(row)),
      button("Ask for it", `Ask for ${name} last`, () => settle([...placed(), row], row), "left"),
    );
    row.append(tools);
  });
  list.addEventListener("input", mark);
  mark();
}
