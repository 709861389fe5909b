/* Colours from a handful of settings, each adjusted until it can be read. */

const HEX = /^#[0-9a-f]{6}$/i;
const READABLE = 4.6; // WCAG AA asks for 4.5

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2 contrast ratio of two colours as [r, g, b]. */
export function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const mix = (from, to, part) => from.map((value, at) => Math.round(value + (to[at] - value) * part));

/** The accent itself where it can be read on `ground`, else a lighter or darker one of its hue. */
export function readableOn(accent, ground) {
  const away = luminance(ground) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let part = 0; part < 1; part += 0.05) {
    const colour = mix(accent, away, part);
    if (contrast(colour, ground) >= READABLE) return colour;
  }
  return away;
}

const css = (rgb) => `rgb(${rgb.join(' ')})`;

export class Theme {
  constructor(root) {
    this.root = root;
    this.dark = matchMedia('(prefers-color-scheme: dark)');
    this.settings = {};
    this.dark.addEventListener('change', () => this.paint());
  }

  set(settings) {
    this.settings = { ...this.settings, ...settings };
    this.paint();
  }

  paint() {
    const { scheme, accent } = this.settings;
    const isDark = scheme === 'dark' || (scheme !== 'light' && this.dark.matches);
    this.root.dataset.scheme = isDark ? 'dark' : 'light';
    if (!HEX.test(accent ?? '')) return;
    const colour = channels(accent);
    // --soft of chat.css: of the grounds that coloured text stands on, the one closest to it.
    const ground = isDark ? [32, 39, 42] : [243, 245, 245];
    // One of the two always reaches 4.5.
    const ink = contrast(colour, [255, 255, 255]) >= 4.5 ? [255, 255, 255] : [0, 0, 0];
    this.root.style.setProperty('--accent', css(colour));
    this.root.style.setProperty('--on-accent', css(ink));
    this.root.style.setProperty('--accent-text', css(readableOn(colour, ground)));
  }
}

/** One or two letters for the round badge: the site's own, else the first of its name. */
export function initials(name, own) {
  if (typeof own === 'string' && own.trim()) return [...own.trim()].slice(0, 2).join('');
  const words = name.split(/[\s.\-_]+/u).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join('');
}
