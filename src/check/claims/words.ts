import type { ClaimWords, Counted, Products, Saying, TopicId } from '../../model/knowledge.ts';

/** The words of all languages by which claims are judged, as patterns. */
export type Words = {
  /** Whether a sentence speaks of meetings, people, other products or days gone by. */
  aside: RegExp;
  /** Whether it denies, supposes or compares. */
  supposes: RegExp;
  months: readonly string[][];
  ordinals: readonly string[][];
  /** Nouns of what a plan counts, as one alternative. */
  nouns: (of: Counted) => string;
  total: RegExp;
  /** What stands before a day on which something was settled or looked at. */
  settled: RegExp;
  /** What a sentence says, and what its numbers are about. */
  says: (what: Saying) => RegExp;
  topics: (of: TopicId) => RegExp;
  /** A language model as the one who does the work. */
  model: RegExp;
  products: readonly { role: string; pattern: RegExp }[];
  aliases: ReadonlyMap<string, string>;
};

const made = new WeakMap<readonly ClaimWords[], Words>();

export function wordsOf(claims: readonly ClaimWords[], products: Products): Words {
  const known = made.get(claims) ?? read(claims, products);
  made.set(claims, known);
  return known;
}

const whole = (patterns: readonly string[]): string => (patterns.length === 0 ? '(?!)' : String.raw`\b(?:${patterns.join('|')})\b`);

/** A pattern for each name, made for the first sentence that asks. */
function patternsOf<Name>(words: (name: Name) => readonly string[]): (name: Name) => RegExp {
  const made = new Map<Name, RegExp>();
  return name => {
    const pattern = made.get(name) ?? new RegExp(whole(words(name)), 'i');
    made.set(name, pattern);
    return pattern;
  };
}

function read(claims: readonly ClaimWords[], { products, aliases }: Products): Words {
  const endings = claims.flatMap(each => each.supposesEndings).map(each => String.raw`|${each}\b`).join('');
  return {
    aside: new RegExp(whole(claims.flatMap(each => each.aside)), 'i'),
    supposes: new RegExp(`${whole(claims.flatMap(each => each.supposes))}${endings}`, 'i'),
    months: claims.map(each => each.months),
    ordinals: claims.map(each => each.ordinals),
    nouns: of => claims.flatMap(each => each.counted[of]).join('|'),
    total: new RegExp(whole(claims.flatMap(each => each.total)), 'i'),
    says: patternsOf(name => claims.flatMap(each => each.says[name])),
    topics: patternsOf(name => claims.flatMap(each => each.topics[name])),
    model: new RegExp(whole(claims.flatMap(each => each.model)), 'i'),
    settled: new RegExp(String.raw`${whole(claims.flatMap(each => each.settled))}[^.;:]{0,60}$`, 'i'),
    products: products.map(({ role, behind, names }) => ({ role, pattern: new RegExp(String.raw`(?<![\w/.-])(?:${behind.length === 0 ? '' : String.raw`(?<=\b(?:${behind.join('|')}) )`}(?:${names.join('|')}))(?![\w-])`, 'g') })),
    aliases: new Map(Object.entries(aliases)),
  };
}
