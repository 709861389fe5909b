// The dry run: asks for a few conversations at a time and shows what would go another way.
// All text is set as text: visitors wrote part of it.

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function cell(then, now) {
  const made = make("td");
  if (then === now) {
    made.append(make("span", "", now));
    return made;
  }
  made.append(make("del", "", then), make("ins", "", now));
  return made;
}

function rowOf(difference) {
  const { then, now } = difference;
  const row = make("tr");
  const who = make("td");
  const link = make("a", "", difference.who);
  link.href = difference.address;
  who.append(link);
  row.append(
    who,
    make("td", "pd-line", difference.line),
    cell(then.asked || "nothing", now.asked || "nothing"),
    cell(`${then.tier}, ${then.score}`, `${now.tier}, ${now.score}`),
    cell(then.reply, now.reply),
  );
  return row;
}

class PolicyDryRun extends HTMLElement {
  async connectedCallback() {
    const ids = JSON.parse(document.getElementById("pd-conversations").textContent);
    this.sums = { conversations: 0, turns: 0, software: 0, unreadable: 0, differing: 0 };
    this.bar = make("progress");
    this.bar.max = ids.length || 1;
    this.bar.value = 0;
    this.said = make("p", "pd-result");
    this.said.setAttribute("role", "status");
    this.bar.setAttribute("aria-label", "Conversations decided again");
    this.append(this.bar, this.said);
    try {
      await this.run(ids);
    } catch (error) {
      this.said.textContent = `It stopped: ${error.message}`;
      return;
    }
    this.finish(ids.length);
  }

  async run(ids) {
    const size = Number(this.dataset.size);
    for (let from = 0; from < ids.length; from += size) {
      this.said.textContent = `${from} of ${ids.length} conversations …`;
      this.take(await this.part(ids.slice(from, from + size)));
      this.bar.value = Math.min(from + size, ids.length);
    }
  }

  async part(conversations) {
    const answer = await fetch(this.dataset.part, {
      method: "POST",
      body: JSON.stringify({ conversations }),
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.dataset.csrf },
      credentials: "same-origin",
    });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return answer.json();
  }

  take(part) {
    for (const name of ["conversations", "turns", "software", "unreadable"]) this.sums[name] += part[name];
    this.sums.differing += part.differences.length;
    if (part.differences.length) this.body().append(...part.differences.map(rowOf));
  }

  body() {
    if (this.rows) return this.rows;
    const table = make("table", "pd-table");
    const head = make("tr");
    for (const name of ["Conversation", "Line", "Asked for", "Tier, score", "Reply"]) {
      head.append(make("th", "", name));
    }
    const top = make("thead");
    top.append(head);
    this.rows = make("tbody");
    table.append(top, this.rows);
    const scroll = make("div", "pd-scroll");
    scroll.append(table);
    this.append(scroll);
    return this.rows;
  }

  finish(total) {
    const { turns, differing, software, unreadable } = this.sums;
    this.bar.remove();
    if (!total) {
      this.said.textContent = "There is no stored conversation to decide again.";
      return;
    }
    const seen = `${turns} turns of ${this.sums.conversations} conversations were decided again`;
    const found = differing ? `${differing} would go another way.` : "none would go another way.";
    const newer = software
      ? ` ${software} more are answered otherwise today whatever the version, since the program or the documents changed.`
      : "";
    const older = unreadable ? ` ${unreadable} of an older release could not be read.` : "";
    this.said.textContent = `${seen}; ${found}${newer}${older}`;
    this.toggleAttribute("data-same", !differing);
  }
}

customElements.define("policy-dry-run", PolicyDryRun);
