// Opening hours: one more row for a date.

document.addEventListener("click", (event) => {
  const button = event.target.closest(".cq-hours [data-add]");
  if (!button) return;
  const rows = button.closest(".cq-hours").querySelector("[data-dates]");
  const row = rows.lastElementChild.cloneNode(true);
  for (const input of row.querySelectorAll("input")) input.value = "";
  rows.append(row);
  row.querySelector("input").focus();
});
