import { supposes, type Claim, type Judge, type Told } from './claim.ts';

const ready = /\b(?:MVP|plan|release|product|backend|service|design|documents?|we|everything)\b[^.]*\b(?:is|are|stands?|now)\b[^.]*\bready\b|\bready (?:for|to) (?:sign-?off|ship|launch|production|release|go|be signed|build)|\b(?:signed off|approved for (?:build|production))\b/i;
const waits = /\b(?:right away|straight away|at once|now|already|before|without waiting|regardless|irrespective|independent(?:ly)?|no matter|whatever|whichever|while [^.]*\bopen|even if)\b/i;
const decided = /\b(?:policy|permission|decision|answers?|decides?|approval|consent of|says?)\b|`DEC-[a-z-]+`/i;
const works = /\b(?:starts?|started|builds?|built|begins?|implement\w*|writes?|written|codes?|coded|develops?|developed|goes|go|ships?|trains?|prompts?|load(?:s|ed)?|import(?:s|ed)?|stored?|process(?:es|ed)?|collect(?:s|ed)?|used)\b/i;
const includes = /\b(?:part of|in scope|comes? with|ships? with|included in|belongs? to|delivered (?:with|in)|ready in|available in|live in|contained in|built in)\b[^.]{0,20}\b(?:this|the first|the|first|our|current)\b[^.]{0,12}\b(?:release|MVP|version|plan|sprint|scope|launch)\b|\b(?:this|the first|our|the current) (?:release|MVP|version)\b[^.]{0,20}\b(?:contains?|includes?|has|offers?|covers?|brings?|adds?|supports?)\b|\bwhich ships\b|\bis in scope\b/i;
const dull = new Set('this that these those with from into release first version part comes ships included available which what when where they them their also will have been being other every each some more most plan plans scope current delivered athletes athlete users user patients patient people person system service application online mark'.split(' '));

/** What stands open, out or later in the plan, said to be done or in. */
export const scope: Judge = (claim, told) => {
  const { text } = claim;
  if (/\bnot\b|\bnever\b|n't\b|\bno longer\b/i.test(text)) return null;
  if (!told.plan.ready && ready.test(text) && !/\b(?:when|once|until|after|before|if|as soon as)\b/i.test(text)) return 'The plan is a draft: an exit criterion is not met, or a decision is open.';
  const waiting = told.plan.decisions.filter(each => each.open);
  if (waiting.length > 0 && waits.test(text) && decided.test(text) && works.test(text) && !/\bwaits?\b|\bwait for\b/i.test(text)) {
    const about = waiting.find(each => text.includes(each.id)) ?? waiting.find(each => wordsOf(text).some(word => wordsOf(each.question).includes(word)));
    if (about !== undefined) return `Work waits for ${about.id}, which is open.`;
  }
  return excluded(claim, told);
};

/** A thing that the plan defers or leaves out, or has never heard of, as part of the release. */
function excluded({ text }: Claim, { plan, text: told }: Told): string | null {
  if (supposes.test(text) || !includes.test(text)) return null;
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
