/* The first line of a visitor makes the conversation. Two tabs that send one at the same moment
   would make two, so only one tab at a time may begin; the other then has the token and joins. The
   embedding page gives the turns: locks, like storage, may be denied to a frame of another site. */

export class Beginning {
  /** `askForTurn()`: the host answers with a turn some time later. */
  constructor({ hasSession, askForTurn }) {
    Object.assign(this, { hasSession, askForTurn, state: 'idle' });
  }

  mayBegin() {
    if (this.hasSession()) this.state = 'idle';
    else if (this.state === 'idle') {
      this.state = 'asked';
      this.askForTurn();
    }
    return this.state !== 'asked';
  }

  giveTurn() {
    if (this.state === 'asked') this.state = 'ours';
  }
}

/** A version 4 UUID, also where `crypto.randomUUID` is kept to secure pages. */
export function makeId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
