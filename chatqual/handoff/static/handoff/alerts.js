// Which of the open tabs tells of something: each is told once, by one tab of however many.

import { kept } from "./kept.js";

const REMEMBERED = 60;
const HELD_BACK_MS = 400;

/**
 * True in the one tab that may tell of `key`. `canTell`: this tab could do it in full (its page may
 * play sound); one that cannot leaves the others a moment.
 */
export async function claim(key, canTell) {
  if (!canTell) await new Promise((resolve) => setTimeout(resolve, HELD_BACK_MS));
  // Without locks (a page that is not served over TLS) two tabs may now and then both tell of it.
  return navigator.locks ? navigator.locks.request("chatqual-desk-alerts", () => take(key)) : take(key);
}

function take(key) {
  const told = kept.read("told", []);
  if (told.includes(key)) return false;
  kept.write("told", [...told.slice(1 - REMEMBERED), key]);
  return true;
}
