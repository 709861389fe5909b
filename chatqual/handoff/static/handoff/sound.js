// The desk's sound, made by the browser itself: two short tones, no file.

const TONES = { waiting: [659.3, 880], own: [784, 784] }; // Hz
const LENGTH = 0.16; // seconds a tone

export class Sound {
  #context = null;

  /** True where a sound would be heard now. Browsers want a click or a key in the page first. */
  get isFree() {
    return this.#context?.state === "running";
  }

  /** To be called on a click or a key: from then on the page may make itself heard. */
  async free() {
    if (!window.AudioContext) return false;
    this.#context ??= new AudioContext();
    if (this.#context.state !== "running") await this.#context.resume();
    return this.isFree;
  }

  /** `volume` from 0 to 1. False where the browser does not let it sound. */
  play(kind, volume) {
    if (!this.isFree) return false;
    TONES[kind].forEach((pitch, n) => this.#tone(pitch, this.#context.currentTime + n * LENGTH, volume));
    return true;
  }

  #tone(pitch, at, volume) {
    const tone = this.#context.createOscillator();
    const loudness = this.#context.createGain();
    tone.frequency.value = pitch;
    // Swells and fades, for a tone that is cut off cracks.
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(volume * 0.4, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH);
    tone.connect(loudness).connect(this.#context.destination);
    tone.start(at);
    tone.stop(at + LENGTH);
  }
}
