/* A subset of Markdown, read into DOM nodes. Text only ever enters by textContent, so that nothing a
   document, a visitor or a model wrote can become markup: no HTML, no images, three kinds of link. */

const INLINE = new RegExp([
  '\\[(\\d{1,3})\\](?!\\()', // 1: a citation
  '\\[([^\\[\\]\\n]{1,300})\\]\\(((?:https?://|mailto:)[^\\s()<>"]{1,2000})\\)', // 2, 3: a link
  '(https?://[^\\s<>"]{1,2000})', // 4: a bare address
  '\\*\\*(?=\\S)([^\\n]{0,2000}?\\S)\\*\\*', // 5: bold
  '(?<![\\w*])\\*(?=[^\\s*])([^*\\n]{0,1000}?[^\\s*])\\*(?![\\w*])', // 6: italic
  '(?<![\\w_])_(?=[^\\s_])([^_\\n]{0,1000}?[^\\s_])_(?![\\w_])', // 7: italic
  '`([^`\\n]{1,500})`', // 8: code
].join('|'), 'gu');
const ITEM = /^\s{0,6}(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/u;
const HEADING = /^#{1,6}\s+(.*)$/u;
const SAFE = new Set(['http:', 'https:', 'mailto:']);

/** The address, or null where it is none that a visitor should be sent to. */
export function safeAddress(text) {
  try {
    const url = new URL(text);
    return SAFE.has(url.protocol) && !url.username && !url.password ? url : null;
  } catch {
    return null;
  }
}

export function make(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** A link that leaves the chat. Its host is shown wherever the words do not name it. */
export function makeLink(url, words) {
  const link = make('a', '', words);
  link.href = url.href;
  link.target = '_blank';
  link.rel = 'noopener nofollow ugc';
  if (url.host && !words.includes(url.host)) link.append(make('small', 'host', ` ${url.host}`));
  return link;
}

function bareLink(found) {
  // What ends a sentence does not belong to the address.
  const text = found.replace(/[.,;:!?)\]}'"»”]+$/u, '');
  const url = safeAddress(text);
  return url ? [makeLink(url, text), found.slice(text.length)] : [found];
}

/** Nodes of one line. `cite(n)` gives the node of a citation or null, where there is no such one. */
function inline(text, cite, depth = 0) {
  if (depth > 3) return [text];
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const [all, number, words, address, bare, bold, star, line, code] = found;
    nodes.push(text.slice(from, found.index));
    from = found.index + all.length;
    if (number) nodes.push(cite(Number(number)) ?? all);
    else if (address) nodes.push(...linked(words, address, all));
    else if (bare) nodes.push(...bareLink(bare));
    else if (bold) nodes.push(make('strong', '', ...inline(bold, cite, depth + 1)));
    else if (code) nodes.push(make('code', '', code));
    else nodes.push(make('em', '', ...inline(star ?? line, cite, depth + 1)));
  }
  return [...nodes, text.slice(from)].filter((node) => node !== '');
}

function linked(words, address, all) {
  const url = safeAddress(address);
  return url ? [makeLink(url, words)] : [all];
}

function appendLine(block, line, cite) {
  if (block.hasChildNodes()) block.append(make('br'));
  block.append(...inline(line, cite));
}

/** The whole text as a fragment of paragraphs and lists. */
export function renderMarkdown(text, cite = () => null) {
  const result = document.createDocumentFragment();
  let block = null;
  for (const line of text.split('\n')) {
    const item = ITEM.exec(line);
    const heading = HEADING.exec(line);
    if (!line.trim()) {
      block = null;
    } else if (item) {
      const tag = item[1] ? 'OL' : 'UL';
      if (block?.tagName !== tag) result.append((block = make(tag, '')));
      if (tag === 'OL' && !block.hasChildNodes()) block.start = Number(item[1]);
      block.append(make('li', '', ...inline(item[2], cite)));
    } else if (heading) {
      result.append(make('p', '', make('strong', '', ...inline(heading[1], cite))));
      block = null;
    } else {
      if (block?.tagName !== 'P') result.append((block = make('p', '')));
      appendLine(block, line, cite);
    }
  }
  return result;
}
