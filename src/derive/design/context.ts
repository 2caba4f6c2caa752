import type { Lexicon, Provider } from '../../model/knowledge.ts';
import type { Requirement } from '../../model/plan/index.ts';
import type { DeriveInput } from '../input.ts';
import { Blueprint } from './blueprint.ts';
import { readSentence } from './reading.ts';
import { findResources } from './resources.ts';
import type { Resource } from './resources.ts';
import { createVocabulary } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';
import { holds, kebab } from './words.ts';

export type SignIn = 'passkey' | 'provider' | 'email-link' | 'api-key' | 'none';

/** How callers are known. `asked` holds the requirements that speak of it; `routes` is false when an existing sign-in issues the session. */
export interface Identity {
  signIn: SignIn;
  from: 'answer' | 'spec' | 'rule';
  routes: boolean;
  asked: Requirement[];
}

/** What all rules of the design read and the blueprint they write to. */
export interface Context {
  input: DeriveInput;
  lexicon: Lexicon;
  vocabulary: Vocabulary;
  requirements: Requirement[];
  /** Must and should, functional, not rejected: what the routes are made from. */
  active: Requirement[];
  resources: Map<string, Resource>;
  identity: Identity;
  provider: Provider | null;
  /** Requirements that ask to connect an outside account; empty when none does. */
  connects: Requirement[];
  /** `strava`, or `{provider}` when several outside accounts may be connected. */
  connectionSlug: string;
  roles: string[];
  blueprint: Blueprint;
}

/** True when the requirement's text names one of the words. */
export const mentions = (r: Requirement, ...words: readonly string[]): boolean => words.some((w) => holds(r.text, w));

/** True when one reading has this verb. */
export const reads = (r: Requirement, ...verbs: readonly string[]): boolean => r.readings.some((x) => x.verb !== null && verbs.includes(x.verb) && !x.negated);

const endUsers = new Set(['user', 'person', 'customer', 'client', 'member', 'patient', 'visitor', 'guest', 'athlete', 'end-user', 'student', 'buyer', 'runner']);
export const isEndUser = (actor: string): boolean => endUsers.has(actor);

function signInOf(input: DeriveInput, active: readonly Requirement[], connects: readonly Requirement[]): Identity {
  const signing = active.filter((r) => reads(r, 'sign in', 'log in', 'login', 'sign up', 'sign out', 'log out', 'authenticate', '認証') || (mentions(r, 'passkey', 'webauthn', 'password', 'sign-in', 'sign in', 'magic link') && !mentions(r, 'without a sign-in', 'without sign-in', 'without signing in')) || r.readings.some((x) => x.operation === 'create' && x.noun === 'account'));
  const answered = input.answers.answers['sign-in']?.value;
  const said = input.facts.specs.flatMap((s) => s.assumptions.map((l) => l.text)).filter((t) => /\bsign(?:s|ed)?[- ]in\b|\blog(?:s|ged)? in\b/i.test(t));
  const words = [...signing.map((r) => r.text), ...said].join(' ');
  if (answered !== undefined) return { signIn: answered, from: 'answer', routes: answered !== 'api-key' && answered !== 'none', asked: signing };
  if (/\bapi[- ]?key|jwt token|service account|mtls|apiキー|jwtトークン/i.test(words) && !/passkey|sign[- ]in/i.test(words)) return { signIn: 'api-key', from: 'spec', routes: false, asked: signing };
  if (/magic link|e-?mail link|link (?:sent )?by e-?mail|link in an e-?mail/i.test(words)) return { signIn: 'email-link', from: 'spec', routes: true, asked: signing };
  if (signing.length > 0 || connects.length > 0 || said.length > 0) return { signIn: 'passkey', from: signing.some((r) => mentions(r, 'passkey', 'webauthn')) ? 'spec' : 'rule', routes: true, asked: signing };
  return { signIn: 'passkey', from: 'rule', routes: false, asked: [] };
}

/** Reads all requirements and settles what the rules need to know. */
export function createContext(input: DeriveInput, requirements: Requirement[]): Context {
  const { lexicon } = input.knowledge;
  const vocabulary = createVocabulary(input);
  for (const r of requirements) r.readings = r.kind === 'functional' || r.readings.length > 0 ? readSentence(r.text, lexicon, vocabulary.known) : [];
  const open = requirements.filter((r) => r.rejected === null && r.deferred === null && r.kind === 'functional');
  const wanted = open.filter((r) => r.priority === 'must' || r.priority === 'should');
  const active = wanted.length > 0 ? wanted : open;
  const resources = findResources(active, vocabulary);
  const provider = input.providers[0] ?? null;
  const detect = provider === null ? [] : [provider.name.toLowerCase(), ...provider.detect];
  const connects = active.filter(
    (r) =>
      (reads(r, 'connect', 'link', 'authorise', 'authorize', 'disconnect') || mentions(r, 'oauth', 'oauth2', 'connect')) &&
      (provider !== null ? mentions(r, ...detect, 'oauth', 'oauth2') : mentions(r, 'oauth', 'oauth2', 'external account', 'external accounts')),
  );
  const actors = [...new Set(active.flatMap((r) => r.readings.map((x) => x.actor)).filter((a) => a !== null))];
  return {
    input, lexicon, vocabulary, requirements, active, resources, provider, connects,
    identity: signInOf(input, active, connects),
    connectionSlug: provider === null ? '{provider}' : kebab(provider.id),
    roles: actors.filter((a) => !isEndUser(a) && a !== 'system').toSorted((a, b) => a.localeCompare(b, 'en')),
    blueprint: new Blueprint(),
  };
}
