import type { Judge } from './claim.ts';

const kinds = '(?:models?|entit(?:y|ies)|tables?|collections?)';
const more = /\b(?:core|another|further|additional|additionally|extra|new|too|as well|also|besides?|next to|sixth|seventh|own|joins?|complet\w+|added|stored|kept)\b/i;
const before = new RegExp(String.raw`\b(?:[Aa]n?|[Tt]he|[Aa]nother|[Ii]ts own|[Nn]ew) (?:(?:new|core|separate|own|further|additional|extra|sixth|seventh) )*\`?([A-Z][A-Za-z]+)\`? (?:core )?${kinds}\b`);
const behind = new RegExp(String.raw`\b${kinds}(?: (?:called|named)|,| for|:) \`?([A-Z][A-Za-z]+)\`?`);
const after = new RegExp(String.raw`^\`?(?:The |An? )?\`?([A-Z][A-Za-z]+)\`? (?:is|becomes|became|joins|joined|was added|is added|gets|gets added|has|needs|receives|counts|belongs|completes|turns)\b[^.]*\b${kinds}\b`);
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '').replace(/s$/, '');

/** "Gear is a core model too": a thing to be stored that the plan does not have. */
export const things: Judge = ({ text }, { plan, words }) => {
  if (words.supposes.test(text) || words.aside.test(text) || !more.test(text)) return null;
  const named = after.exec(text)?.[1] ?? before.exec(text)?.[1] ?? behind.exec(text)?.[1];
  if (named === undefined || /^(?:The|This|That|These|It|Each|Every|All|One|Another|JSON|SQL|ER|KSUID|Markdown|API)$/.test(named)) return null;
  if (plan.models.some(model => [model.name, model.store, model.id].some(each => plain(each) === plain(named)))) return null;
  return `The plan has ${plan.models.filter(each => each.kind === 'core' || each.kind === 'embedded').length} core models, none of them is ${named}.`;
};

const calls = /\b(?:(?:also |too )?(?:calls?|talks? to|uses?|consumes?|reads? from|connects? to|speaks? to|queries|polls?|is served by|are served by|integrates? with|(?:reads?|gets?|fetch(?:es)?|loads?|pulls?)\b[^.]* from)\b[^.]*\b(?:API|backend|routes?|endpoints?|service)|(?:is|becomes|joins as) (?:an?|another|one more|also an?|the \w+) (?:\w+ )?(?:consumer|caller|client))\b/i;
const reads = /\b(?:reads?|gets?|fetch(?:es)?|loads?|pulls?|posts?|sends?|writes?|calls?|uses?|polls?|quer(?:y|ies))\b/i;
/** A machine that shows who it is. */
const keyed = /\b(?:(?:own|its|an?|API|access) (?:API |access )?key|service account|client (?:credentials|certificate))\b/i;
const device = /\b(iOS|iPhone|Android|mobile|native|desktop|tablet|kiosk|smart ?watch|watch|television|TV|display|CLI|chat ?bot|bot|extension|plug-?in|widget|partner|terminal|voice assistant|([\w-]+) (?:portal|app|application|console|dashboard|website|site|client|front-?end|system))\b/gi;
const anyOf = /^(?:the|this|that|our|your|their|its|each|every|both|no|an?|all|one|any|same|whole|client|real|finished|operating|file|existing|old|new|other)$/i;

/** "A native iOS app talks to these routes": a caller that the plan does not count with. */
export const callers: Judge = ({ text }, { plan, words }) => {
  const verb = calls.exec(text) ?? (keyed.test(text) && plan.routes.some(each => text.includes(`\`${each.id}\``)) ? reads.exec(text) : null);
  if (verb === null || words.supposes.test(text) || words.aside.test(text)) return null;
  const subject = text.slice(0, verb.index).replace(/^.*\b(?:besides?|next to|in addition to)\b[^,]*,/i, '');
  const names = new Set(plan.consumers.map(each => `${each.name} ${each.pattern} ${each.needs}`).join(' ').toLowerCase().split(/[^a-z]+/));
  const found = [...subject.matchAll(device)].map(match => (match[2] ?? match[1] ?? '').toLowerCase()).find(each => !anyOf.test(each) && !each.split(/[^a-z]+/).some(word => names.has(word) || names.has(word.replace(/s$/, ''))))
    ?? (keyed.test(text) && !subject.toLowerCase().split(/[^a-z]+/).some(word => word.length > 2 && !anyOf.test(word) && names.has(word)) ? subject.trim() : undefined)
    // "The lab system is a client of this API" says so itself.
    ?? (/^(?:is|becomes|joins as)\b[^.]*\bof (?:this|the|our) (?:API|backend)\b/i.test(text.slice(verb.index)) && !subject.toLowerCase().split(/[^a-z]+/).some(word => word.length > 2 && !anyOf.test(word) && names.has(word)) ? subject.trim() : undefined);
  return found === undefined ? null : `The plan counts with ${plan.consumers.length} callers (${plan.consumers.map(each => each.name).join(', ')}), not with one more: ${found}.`;
};

const index = /`([a-z_]+)\(([a-z_+\-, ]+)\)(?: unique| ttl)?`/;
const code = /(?<![\w/.-])[A-Z]{3,}(?:_[A-Z0-9]+)+(?![\w/.-])/g;
const answered = /\b[45]\d\d\b|\b(?:error(?: code)?s?|codes?|answers?|raises?|throws?|fails? with|problem)\b/i;

/** An index of a table of the plan, or an error code, that nobody has planned. */
export const declared: Judge = ({ text }, { plan, text: told }) => {
  const named = index.exec(text);
  if (named !== null && plan.models.some(model => model.store === named[1]) && !told.includes(`${named[1]}(${named[2]}`)) return `The plan has no index "${named[1]}(${named[2]})", and nothing needs it.`;
  if (!answered.test(text) || /\b(?:env|environment|settings?|variables?|config\w*)\b/i.test(text)) return null;
  const unknown = [...text.replaceAll(/`[^`]*`/g, ' ').matchAll(code)].map(match => match[0]).find(each => !told.includes(each));
  return unknown === undefined ? null : `"${unknown}" is not in the error catalogue.`;
};
