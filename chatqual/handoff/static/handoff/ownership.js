// Who has what: rings, tasks, handing over, who looks on, and that the person is still here.

import { handover } from "./handover.js";
import { onlookers } from "./onlookers.js";
import { ringing } from "./ringing.js";
import { tasks } from "./tasks.js";

const ACTIVE_EVERY = 30000;

export function ownership(desk) {
  for (const part of [ringing, tasks, handover, onlookers, activity]) part(desk);
}

/** Whoever does nothing in any tab for long counts as away: the server is told of what they do. */
function activity(desk) {
  let toldAt = Date.now(); // hello has said it
  const note = () => {
    if (Date.now() - toldAt < ACTIVE_EVERY || !desk.socket.isOpen) return;
    toldAt = Date.now();
    desk.acts.ask("active");
  };
  for (const type of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) {
    addEventListener(type, note, { passive: true, capture: true });
  }
}
