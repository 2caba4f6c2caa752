import type { SignIn } from '../../model/answers.ts';
import type { Lexicon } from '../../model/knowledge.ts';
import type { Requirement } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { reads } from './reading/reading.ts';
import { holds } from './reading/words.ts';
import { caseless } from '../../text/regex.ts';

/** How callers are known. `asked` holds the requirements that speak of it; `routes` is false when an existing sign-in issues the session. */
export interface Identity {
  /** The way that most people take; `ways` are all of them. */
  signIn: SignIn;
  ways: readonly SignIn[];
  from: 'answer' | 'spec' | 'rule';
  routes: boolean;
  /** Outside accounts that people sign in with: google, apple. */
  issuers: string[];
  asked: Requirement[];
}

const entering = ['sign in', 'log in', 'login', 'sign up', 'sign out', 'log out', 'authenticate', 'registrarse', '認証'];
const outside = new Set<SignIn>(['api-key', 'none', 'existing']);

const names = (text: string, words: readonly string[]): boolean => words.some((w) => holds(text, w));

/** Ways to sign in that a text names, as `signIns` of the lexicon orders them; what it does without ("no password") is none of them. */
function waysOf(text: string, lexicon: Lexicon): SignIn[] {
  const said = text.replace(caseless(String.raw`\b(?:no|without|never|instead of|not)\s+(?:an?\s+|any\s+|own\s+)?(?:\p{L}+\s+)?passwords?\b`, 'g'), '');
  return lexicon.signIns.filter((s) => names(said, s.words)).map((s) => s.way);
}

/** How people sign in: as answered, else as the spec says, else by passkey where it asks for a sign-in at all. */
export function signInOf(input: DeriveInput, active: readonly Requirement[], connects: readonly Requirement[]): Identity {
  const { lexicon } = input.knowledge;
  const signing = active.filter((r) => reads(r, ...entering) || (names(r.text, lexicon.signInWords) && !/\bwithout (?:an? )?sign(?:ing)?[- ]in\b/i.test(r.text)) || r.readings.some((x) => x.operation === 'create' && x.noun === 'account'));
  const answered = input.answers.answers['sign-in']?.value;
  const said = input.facts.specs.flatMap((s) => s.assumptions.map((l) => l.text)).filter((t) => /\bsign(?:s|ed)?[- ]in\b|\blog(?:s|ged)? in\b/i.test(t));
  const words = [...signing.map((r) => r.text), ...said].join(' ');
  const of = (ways: readonly SignIn[], from: Identity['from']): Identity => {
    const [signIn = 'existing'] = ways;
    return { signIn, ways, from, routes: !outside.has(signIn), issuers: ways.includes('openid') ? lexicon.issuers.filter((n) => holds(words, n)) : [], asked: signing };
  };
  if (answered !== undefined) return of([answered], 'answer');
  if (/\bapi[- ]?key|jwt token|service account|mtls|apiキー|jwtトークン/i.test(words) && !/passkey|sign[- ]in|\blog(?:s|ging)?[- ]in\b/i.test(words)) return of(['api-key'], 'spec');
  const told = waysOf(words, lexicon);
  if (told.length > 0) return of(told, 'spec');
  if (signing.length > 0 || connects.length > 0 || said.length > 0) return of(['passkey'], 'rule');
  return of(['existing'], 'rule');
}
