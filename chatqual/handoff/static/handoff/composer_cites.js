// The citations of the line that is written: what each [n] stands on, and a way to take it out.

import { h, icon } from "./dom.js";

export class CiteList {
  #remove;

  /** `remove(n)` takes [n] out of the text. */
  constructor(remove) {
    this.#remove = remove;
    this.element = h("ul", { class: "cited", "aria-label": "Citations", role: "list", hidden: true });
  }

  draw(cites) {
    this.element.hidden = !cites.length;
    this.element.replaceChildren(...cites.map((cite) => this.#chip(cite)));
  }

  #chip(cite) {
    return h(
      "li",
      { title: cite.quote },
      h("span", { class: "mark-cite" }, String(cite.n)),
      h("span", { class: "cited-title" }, cite.title),
      h("button", { type: "button", "aria-label": `Take out the citation of ${cite.title}`, on: { click: () => this.#remove(cite.n) } }, icon("close")),
    );
  }
}
