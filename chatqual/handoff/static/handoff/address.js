// The page's address: which conversation is open, what of the list is shown, what is sought.

const SOUGHT = "q";

export class Address {
  #base;
  #params = new URLSearchParams(location.search);

  /** `base`: the path of the desk, with a slash at the end. */
  constructor(base) {
    this.#base = base;
  }

  get conversation() {
    return location.pathname.slice(this.#base.length).replace(/\/$/, "");
  }

  get sought() {
    return this.#params.get(SOUGHT) ?? "";
  }

  set sought(text) {
    if (text) this.#params.set(SOUGHT, text);
    else this.#params.delete(SOUGHT);
    this.#replace();
  }

  /** The choice in the address, else that of the last time. */
  readFilters(filters) {
    if (!filters.readFrom(this.#params)) filters.recall();
    this.writeFilters(filters);
  }

  writeFilters(filters) {
    filters.writeTo(this.#params);
    filters.keep();
    this.#replace();
  }

  /** A step of its own in the browser's history, for Back. */
  go(conversation) {
    history.pushState({}, "", this.#of(conversation));
  }

  #replace() {
    history.replaceState(history.state, "", this.#of(this.conversation));
  }

  #of(conversation) {
    const query = this.#params.toString();
    return `${this.#base}${conversation ? `${conversation}/` : ""}${query ? `?${query}` : ""}`;
  }
}
