import { systemsOf, type Claim, type Judge, type Told } from './claim.ts';

const ready = /\b(?:MVP|plan|release|product|backend|service|design|documents?|we|everything)\b[^.]*\b(?:is|are|stands?|now)\b[^.]*\bready\b|\bready (?:for|to) (?:sign-?off|ship|launch|production|release|go|be signed|build)|\b(?:signed off|approved for (?:build|production))\b/i;
const decided = /\b(?:policy|permission|decision|answers?|decides?|approval|consent of|says?)\b|`DEC-[a-z-]+`/i;
const includes = /\b(?:part of|in scope|(?:comes?|ships?|arrives?|lands?) (?:with|in|as part of)|goes? into|makes? it into|planned for|included in|belongs? to|delivered (?:with|in)|ready in|available in|live in|contained in|built in)\b[^.]{0,20}\b(?:this|the first|the|first|our|current)\b[^.]{0,12}\b(?:release|MVP|version|plan|sprint|scope|launch)\b|\b(?:this|the first|our|the current) (?:release|MVP|version)\b[^.]{0,20}\b(?:contains?|includes?|has|offers?|covers?|brings?|adds?|supports?)\b|\bwhich ships\b|\bis in scope\b|\b(?:can|may|will|are able to)\b[^.]*\b(?:in|with|from) (?:the|this|our) (?:MVP|(?:first |current )?(?:release|version|sprint))\b/i;
const unsettled = /\b(?:not|never|nobody|no one|nothing)(?: \w+){0,2}? (?:approved|cleared|permitted|allowed|settled|decided|granted|agreed|signed off|answered|confirmed|resolved|closed|waived|lifted)\b|n't (?:\w+ ){0,2}?(?:approved|cleared|permitted|allowed|settled|decided|granted|agreed|answered|confirmed|allow|permit|agree)|\b(?:yet|until|when|once|if|whether|unless|must|needs?|should|has to|have to|waits?|waiting|before|by|ask|asks|asked|asking|pending|open|who)\b[^.]*\b(?:approved|cleared|permitted|allowed|settled|decided|granted|agreed|signed off|answered|confirmed|resolved|closed|allows|permits|agrees|waived|lifted)\b|\b(?:approved|cleared|permitted|settled|decided|granted|agreed|signed off|answered|confirmed|resolved|closed|waived|lifted)\b[^.]*\b(?:once|when|if|as soon as|until|unless)\b|\bstill open\b|\bundecided\b|\?/i;
const dull = new Set('this that these those with from into release first version part comes ships included available which what when where they them their also will have been being other every each some more most plan plans scope current delivered athletes athlete users user patients patient people person system service application online mark'.split(' '));

/** What stands open, out or later in the plan, said to be done or in. */
export const scope: Judge = (claim, told) => {
  const { text } = claim;
  const answered = settled(claim, told);
  if (answered !== null) return answered;
  if (/\bnot\b|\bnever\b|n't\b|\bno longer\b/i.test(text)) return null;
  if (!told.plan.ready && ready.test(text) && !/\b(?:when|once|until|after|before|if|as soon as)\b/i.test(text)) return 'The plan is a draft: an exit criterion is not met, or a decision is open.';
  const waiting = told.plan.decisions.filter(each => each.open);
  if (waiting.length > 0 && told.words.says('regardless').test(text) && decided.test(text) && told.words.says('works').test(text) && !/\bwaits?\b|\bwait for\b/i.test(text)) {
    const about = waiting.find(each => text.includes(each.id)) ?? waiting.find(each => wordsOf(text).some(word => wordsOf(`${each.question} ${each.id.replaceAll('-', ' ')}`).includes(word)));
    if (about !== undefined) return `Work waits for ${about.id}, which is open.`;
  }
  return fed(claim, told) ?? excluded(claim, told);
};

const reader = '(?:prompts?|LLM|language models?|AI|model|insights?)';
const taken = '(?:holds?|contains?|reads?|sees?|gets?|receives?|includes?|carries|carry|given|fed|sent|shown|passed|handed|goes|go|trained|learns?|based|built|uses?)';
const thing = '(?:activit(?:y|ies)|data|samples?|streams?|runs?|rides?|workouts?|history|heart[- ]rates?|records?|payloads?|responses?)';

/** What a provider gave, said to be read by a language model while a decision about that is open. */
function fed({ text }: Claim, { plan, words }: Told): string | null {
  const about = plan.decisions.find(each => each.open && /\bAI\b/.test(each.question) && /\bdata\b/.test(each.question));
  if (about === undefined || words.supposes.test(text) || /\b(?:no|without|none|neither)\b/i.test(text)) return null;
  const given = String.raw`\b(?:${['raw', 'provider', ...systemsOf(plan)].join('|')})(?:'s)?\b[^.]{0,40}\b${thing}\b`;
  const found = new RegExp(String.raw`\b${reader}\b[^.]*\b${taken}\b[^.]*${given}|${given}[^.]*\b${taken}\b[^.]*\b${reader}\b`, 'i').test(text);
  return found ? `${about.id} is open: whether AI may read this is not answered in the plan.` : null;
}

/** An open decision that a sentence calls answered. */
function settled({ text }: Claim, { plan, words }: Told): string | null {
  if (!words.says('settles').test(text) || unsettled.test(text)) return null;
  const said = topicsOf(text);
  const about = plan.decisions.filter(each => each.open).find(each => text.includes(each.id) || shares(said, topicsOf(`${each.question} ${each.id.replaceAll('-', ' ')} ${each.options.map(({ text: option }) => option).join(' ')}`)));
  return about === undefined ? null : `${about.id} is open: nobody has answered it in the plan.`;
}

/** Words of a decision; names in capitals (AI, HIPAA) and "policy" tell it alone with one more word or a word for it. */
const topicsOf = (text: string): ReadonlySet<string> => new Set([...(text.match(/\b[A-Z]{2,}\b/g) ?? []), ...wordsOf(text)]);
const shares = (said: ReadonlySet<string>, asked: ReadonlySet<string>): boolean => {
  const both = [...said].filter(word => asked.has(word));
  return both.length > 1 || both.some(word => word.length > 2 && said.has(word.toUpperCase()));
};

/** A thing that the plan defers or leaves out, or has never heard of, as part of the release. */
function excluded({ text }: Claim, { plan, text: told, words: say }: Told): string | null {
  if (say.supposes.test(text) || !includes.test(text)) return null;
  const words = wordsOf(text);
  const out = [
    ...plan.requirements.filter(each => each.deferred !== null || each.rejected !== null).map(each => ({ name: each.id, words: wordsOf(each.text) })),
    ...plan.unused.filter(each => each.result === 'later' || each.result === 'rejected').map(each => ({ name: `${each.path}:${each.line}`, words: wordsOf(each.text) })),
  ];
  const left = out.find(each => each.words.length > 0 && each.words.filter(word => words.includes(word)).length >= Math.min(2, Math.ceil(each.words.length / 2)));
  if (left !== undefined) return `The plan leaves this out or defers it (${left.name}).`;
  const fresh = words.filter(word => !told.toLowerCase().includes(word));
  return fresh.length > 0 ? `No requirement of the plan speaks of "${fresh[0]}".` : null;
}

/** Words that say what a sentence is about, without their endings. */
function wordsOf(text: string): string[] {
  return [...new Set((text.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter(word => !dull.has(word)).map(word => word.replace(/(?:ing|ments?|s|ed)$/, '')).filter(word => word.length > 2 && !dull.has(word)))];
}
