// What of the list is shown. A choice stands in the address, so that it can be shared, survives a
// reload, and is kept for the next time on this device.

import { kept } from "./kept.js";

/** Each kind of choice: values of one kind widen it, kinds together narrow it. */
export const KINDS = ["site", "tier", "type", "topic", "owner", "team"];
const UNREAD = "unread";

export class Filters {
  #chosen = new Map(KINDS.map((kind) => [kind, new Set()]));
  isUnread = false;

  get isEmpty() {
    return !this.isUnread && KINDS.every((kind) => !this.#chosen.get(kind).size);
  }

  get count() {
    return KINDS.reduce((n, kind) => n + this.#chosen.get(kind).size, this.isUnread ? 1 : 0);
  }

  has(kind, value) {
    return this.#chosen.get(kind).has(String(value));
  }

  chosen(kind) {
    return [...this.#chosen.get(kind)];
  }

  toggle(kind, value) {
    const chosen = this.#chosen.get(kind);
    if (!chosen.delete(String(value))) chosen.add(String(value));
  }

  clear() {
    this.isUnread = false;
    for (const chosen of this.#chosen.values()) chosen.clear();
  }

  passes(item) {
    if (this.isUnread && !(item.unread && item.mode !== "closed")) return false;
    return KINDS.every((kind) => {
      const chosen = this.#chosen.get(kind);
      return !chosen.size || valuesOf(kind, item).some((value) => chosen.has(value));
    });
  }

  // --- the address, and what is kept -------------------------------------------------------------
  /** Puts the choice into `params`, a URLSearchParams, and takes out what is not chosen. */
  writeTo(params) {
    for (const kind of KINDS) {
      params.delete(kind);
      for (const value of this.#chosen.get(kind)) params.append(kind, value);
    }
    params.delete(UNREAD);
    if (this.isUnread) params.set(UNREAD, "1");
  }

  /** Takes the choice out of `params`. False where nothing of it stands there. */
  readFrom(params) {
    this.clear();
    for (const kind of KINDS) for (const value of params.getAll(kind)) this.#chosen.get(kind).add(value);
    this.isUnread = params.get(UNREAD) === "1";
    return !this.isEmpty;
  }

  keep() {
    const params = new URLSearchParams();
    this.writeTo(params);
    kept.write("filters", params.toString());
  }

  /** The choice of the last time, where the address names none. */
  recall() {
    return this.readFrom(new URLSearchParams(kept.read("filters", "")));
  }
}

/** What an item counts as, for each kind of choice. */
export function valuesOf(kind, item) {
  if (kind === "site") return [String(item.site)];
  if (kind === "tier") return [item.tier];
  if (kind === "type") return [item.lead_type];
  if (kind === "topic") return item.topics;
  if (kind === "owner") return item.owner ? [String(item.owner)] : [];
  return [item.clock?.team || item.team].filter(Boolean);
}
