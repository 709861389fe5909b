// What the browser keeps for one member of staff: choices of this device. A browser that keeps
// nothing (a private window, a blocked storage) keeps it for the page's life.

const memory = new Map();
let user = 0;

function name(what) {
  return `chatqual.desk.${user}.${what}`;
}

export const kept = {
  /** Whose choices these are, known from the welcome on. */
  setUser(id) {
    user = id;
  },

  /** What was kept, text or plain data; `otherwise` where nothing was, or nothing that can be read. */
  read(what, otherwise) {
    try {
      const text = localStorage.getItem(name(what));
      return text === null ? otherwise : JSON.parse(text);
    } catch {
      return memory.get(name(what)) ?? otherwise;
    }
  },

  write(what, value) {
    memory.set(name(what), value);
    try {
      localStorage.setItem(name(what), JSON.stringify(value));
    } catch {
      // Storage is full or blocked; the memory has it.
    }
  },
};
