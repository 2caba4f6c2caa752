const ones: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19 };
const tens: Record<string, number> = { twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 };
const unit = String.raw`(?:milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)`;
const small = Object.keys(ones).join('|');
const large = Object.keys(tens).join('|');

/** A sentence with its numbers in digits: "half a second", "thirty-one routes", "two thirds", "three nines". */
export function inDigits(text: string): string {
  if (!/[a-z]/i.test(text)) return text;
  return text
    .replace(/(?<=\d),(?=\d{3}\b)/g, '')
    .replace(new RegExp(String.raw`\ban? (${unit.slice(3, -1)}) and a half\b`, 'gi'), '1.5 $1')
    .replace(new RegExp(String.raw`\b(${small}) and a half (?=${unit})`, 'gi'), (_, one: string) => `${(ones[one.toLowerCase()] ?? 0) + 0.5} `)
    .replace(new RegExp(String.raw`\b(?:half an?|a half|half a) (?=${unit})`, 'gi'), '0.5 ')
    .replace(new RegExp(String.raw`\ba quarter of an (?=hour)`, 'gi'), '0.25 ')
    .replace(/\btwo nines\b/gi, '99 %').replace(/\bthree nines\b/gi, '99.9 %').replace(/\bfour nines\b/gi, '99.99 %').replace(/\bfive nines\b/gi, '99.999 %')
    .replace(/\b(?:a|one) third\b/gi, '33 %').replace(/\btwo thirds\b/gi, '67 %').replace(/\b(?:a|one) half\b|\bhalf of\b/gi, '50 %').replace(/\bthree quarters\b/gi, '75 %').replace(/\b(?:a|one) quarter\b(?! of an hour)/gi, '25 %')
    .replace(/\b(?:a )?couple of\b/gi, '2').replace(/\b(?:half a dozen)\b/gi, '6').replace(/\b(?:a|one) dozen\b/gi, '12').replace(/\btwo dozen\b/gi, '24')
    .replace(new RegExp(String.raw`\b(${large})(?:[- ](${small}))?\b`, 'gi'), (_, ten: string, one: string | undefined) => String((tens[ten.toLowerCase()] ?? 0) + (one === undefined ? 0 : (ones[one.toLowerCase()] ?? 0))))
    .replace(/\b(?:a|one) (?:single|lone)\b/gi, '1').replace(/\bsingle-handed(?:ly)?\b/gi, 'alone')
    .replace(new RegExp(String.raw`\b(${small})(?: |-)?(hundred|thousand)\b`, 'gi'), (_, one: string, many: string) => String((ones[one.toLowerCase()] ?? 0) * (many.toLowerCase() === 'hundred' ? 100 : 1000)))
    .replace(/\ba hundred\b/gi, '100').replace(/\ba thousand\b/gi, '1000')
    .replace(new RegExp(String.raw`\b(${small})\b`, 'gi'), word => String(ones[word.toLowerCase()] ?? word))
    .replace(new RegExp(String.raw`(?<=\b(?:in|within|after|for|(?:period|window|delay|maximum|limit|retention|lifetime|age) of|takes?|under|than|about|every|kept|last) )an? (?:whole |full |single )?(?=${unit}\b)`, 'gi'), '1 ')
    .replace(new RegExp(String.raw`\ban? (?:whole |full )?(?=${unit} (?:before|after|earlier|later|ahead|long)\b)`, 'gi'), '1 ')
    .replace(new RegExp(String.raw`(?<=\b(?:every|each) )(?=${unit}\b)`, 'gi'), '1 ')
    .replace(/\bonce an? (?=(?:hour|day|week|month|year)\b)/gi, 'every 1 ').replace(/\b(?:hourly|daily|weekly|monthly|yearly)\b(?= (?:backups?|snapshots?|exports?|runs?|jobs?))/gi, word => `every 1 ${{ hourly: 'hour', daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' }[word.toLowerCase()] ?? ''}`)
    .replace(/(?<=\d)\s*(?:percent|per cent)\b/gi, ' %');
}

export type Quantity = { value: number; kind: 'time' | 'share' | 'rate' | 'size' | 'money'; said: string };

const seconds: Record<string, number> = { ms: 0.001, millisecond: 0.001, s: 1, sec: 1, second: 1, min: 60, minute: 60, h: 3600, hour: 3600, d: 86_400, day: 86_400, week: 604_800, month: 2_592_000, year: 31_536_000 };
const per: Record<string, number> = { s: 60, sec: 60, second: 60, min: 1, minute: 1, h: 1 / 60, hour: 1 / 60, d: 1 / 1440, day: 1 / 1440 };

/** Times in seconds, shares in percent, rates a minute, sizes in MB and amounts of money, in order. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = [];
  const plain = text.replace(/(?<=\d),(?=\d{3}\b)/g, '');
  for (const match of plain.matchAll(/(?<![\w.-])(?:(USD|EUR|\$|€)\s?)?(\d+(?:\.\d+)?)(?:[\s-]*(%|rps\b|USD\b|EUR\b|\$|€|dollars?\b|euros?\b|cents?\b|(?:MB|GB|KB|kB)\b|milliseconds?\b|ms\b|seconds?\b|secs?\b|s\b|minutes?\b|min\b|hours?\b|h\b|days?\b|d\b|weeks?\b|months?\b|years?\b))?(?:(?:\s+[a-z]+){0,2}?\s*(?:\/|\b(?:a|an|per|each|every)\s+)(s|sec|second|min|minute|h|hour|d|day)\b)?/gi)) {
    const value = Number(match[2]);
    const mark = (match[3] ?? '').toLowerCase();
    const said = match[0].trim();
    const name = mark.replace(/(?<=\w\w)s$/, '');
    if (match[1] !== undefined || /^(?:usd|eur|\$|€|dollar|euro)$/.test(name)) found.push({ value, kind: 'money', said });
    else if (name === 'cent') found.push({ value: value / 100, kind: 'money', said });
    else if (mark === '%') found.push({ value, kind: 'share', said });
    else if (mark === 'rps') found.push({ value: value * 60, kind: 'rate', said });
    else if (/^[mgk]b$/.test(mark)) found.push({ value: value * ({ mb: 1, gb: 1024, kb: 1 / 1024 }[mark] ?? 1), kind: 'size', said });
    else if (match[4] !== undefined && (mark === '' || seconds[name] === undefined)) found.push({ value: value * (per[match[4].toLowerCase()] ?? 1), kind: 'rate', said });
    else if (seconds[name] !== undefined) found.push({ value: value * (seconds[name] ?? 1), kind: 'time', said });
  }
  // "1 request in 20"
  for (const match of plain.matchAll(/(?<![\w.-])(\d{1,3}) (?:[a-z]+ ){0,2}(?:in|out of)(?: every)? (\d{1,4})(?!\.?\d|[\w%])/gi)) {
    const [part, whole] = [Number(match[1]), Number(match[2])];
    if (whole > part && part > 0) found.push({ value: (100 * part) / whole, kind: 'share', said: match[0] });
  }
  return found;
}

/** The same quantity: times as far as people round (a month of 30 days), all else to the last digit. */
export const same = (a: number, b: number, kind: Quantity['kind'] = 'time'): boolean => Math.abs(a - b) <= (kind === 'time' ? Math.max(Math.abs(a), Math.abs(b)) * 0.02 : 1e-6);
