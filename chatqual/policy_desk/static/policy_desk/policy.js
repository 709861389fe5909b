// The editor of a policy: adds and removes wordings, moves the order, keeps the preview fresh.

import { makeOrder } from "./order.js";
import { watchForm } from "./preview.js";
import { makeSeveral } from "./several.js";

const form = document.querySelector(".pd-form");
if (form) {
  const changed = () => form.dispatchEvent(new Event("input", { bubbles: true }));
  form.querySelectorAll(".pd-several").forEach((list) => makeSeveral(list, changed));
  form.querySelectorAll(".pd-order").forEach((list) => makeOrder(list, changed));
  watchForm(form, document.querySelector(".pd-aside"));
}

// A problem is linked to by the field that causes it.
const named = decodeURIComponent(location.hash.slice(1));
const row = named && document.getElementById(`${named}-row`);
if (row) {
  row.scrollIntoView({ block: "center" });
  row.querySelector("input, textarea, select")?.focus({ preventScroll: true });
}
