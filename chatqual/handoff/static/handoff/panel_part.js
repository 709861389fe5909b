// The panel and what it puts into the log: visits, ratings, keys.

import { ratingItems, visitItems } from "./visits.js";

/** A part of the desk (parts.js). */
export function panelPart(desk) {
  desk.acts.open = (id) => desk.open(id);
  desk.acts.use = (text) => {
    if (!desk.thread.composer.isMine) {
      desk.acts.say("Take over to write to the visitor.");
      return;
    }
    desk.thread.composer.write("reply");
    desk.thread.composer.insert(text);
    if (desk.dataset.panelOver === "true") desk.acts.panel();
  };
  desk.thread.addItems((opened) => (opened.panel ? [...visitItems(opened.panel), ...ratingItems(opened.panel)] : []));
  const show = () => {
    const isHidden = getComputedStyle(desk.panel.element).display === "none";
    if (isHidden) desk.acts.panel();
  };
  desk.keys.add("e", "Correct what is known", () => {
    show();
    desk.panel.editFirst();
  });
  desk.keys.add("w", "Why the assistant said its last line", () => desk.thread.explainLast());
}
