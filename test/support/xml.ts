/** By element: attributes it knows (`*` in front: it must have it) and children it takes (`#text` for words). */
export type XmlRules = Record<string, { attributes: string[]; children: string[] }>;

const tag = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>/y;
const attribute = /([\w-]+)="([^"]*)"/g;
const entity = /&(?!(?:amp|lt|gt|quot|apos);)/;
// oxlint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** First trouble of an XML text: not well formed, or not what the rules allow; null when there is none. */
export function xmlTrouble(text: string, root: string, rules: XmlRules): string | null {
  const head = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(text);
  if (head === null) return 'no XML declaration';
  const bad = forbidden.exec(text);
  if (bad !== null) return `forbidden character at ${bad.index}`;
  const open: string[] = [];
  let at = head[0].length;
  let roots = 0;
  while (at < text.length) {
    const parent = open.at(-1);
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const words = text.slice(at, next < 0 ? text.length : next);
      if (entity.test(words) || words.includes(']]>')) return `unescaped text at ${at}: ${words}`;
      if (words.trim() !== '' && (parent === undefined || rules[parent]?.children.includes('#text') !== true)) return `text in ${parent ?? 'the document'}: ${words}`;
      at += words.length;
      continue;
    }
    tag.lastIndex = at;
    const match = tag.exec(text);
    if (match === null) return `no tag at ${at}: ${text.slice(at, at + 60)}`;
    const [whole, closes = '', name = '', attributes = '', empty = ''] = match;
    at += whole.length;
    if (closes !== '') {
      if (open.pop() !== name) return `</${name}> closes nothing`;
      continue;
    }
    if (parent === undefined ? name !== root || roots++ > 0 : rules[parent]?.children.includes(name) !== true) return `<${name}> in ${parent ?? 'the document'}`;
    const rule = rules[name];
    if (rule === undefined) return `<${name}> is unknown`;
    const given = [...attributes.matchAll(attribute)].map(item => ({ name: item[1] ?? '', value: item[2] ?? '' }));
    if (new Set(given.map(item => item.name)).size !== given.length) return `an attribute of <${name}> is given twice`;
    for (const item of given) {
      if (!rule.attributes.includes(item.name) && !rule.attributes.includes(`*${item.name}`)) return `<${name}> has no ${item.name}`;
      if (entity.test(item.value)) return `unescaped value of ${item.name}: ${item.value}`;
    }
    for (const must of rule.attributes) if (must.startsWith('*') && !given.some(item => `*${item.name}` === must)) return `<${name}> lacks ${must.slice(1)}`;
    if (empty === '') open.push(name);
  }
  return open.length === 0 && roots === 1 ? null : `<${open.join('><')}> is left open`;
}
