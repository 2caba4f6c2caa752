import type { Answers } from '../model/answers.ts';
import { UserError } from '../model/errors.ts';
import { ciFiles } from '../model/ci.ts';
import type { Facts } from '../model/facts.ts';
import type { Knowledge, Profile, Provider } from '../model/knowledge.ts';
import { holds } from './design/reading/words.ts';

/** Minted once and kept in the lock: plan KSUID, day the plan speaks from, and for the simulation its seed and number of runs. */
export interface At {
  plan: string;
  asOf: string;
  seed?: number;
  runs?: number;
  /** Id that the text of a requirement would give it -> id it had before its wording changed. */
  renames?: Readonly<Record<string, string>>;
}

/** What every derive stage reads. `providers` are only those that the spec or the samples involve. */
export interface DeriveInput {
  facts: Facts;
  answers: Answers;
  knowledge: Knowledge;
  profile: Profile;
  providers: Provider[];
  at: At;
  /** Requirements that lose against another line, by what a person answered, with the reason. */
  dropped?: ReadonlyMap<string, string>;
}

const defaultProfile = 'fastapi-supabase';

/** Everything the spec files say, as one lower-case text, for word detection only. */
function specText(facts: Facts): string {
  return facts.specs
    .flatMap((s) => [
      s.title,
      ...s.requirements.map((r) => r.text),
      ...s.stories.map((x) => `${x.title} ${x.want ?? ''} ${x.benefit ?? ''}`),
      ...s.scenarios.map((x) => x.text),
      ...s.entities.filter((e) => e.implied !== true).map((e) => `${e.name} ${e.description}`),
      ...s.facts.map((f) => f.text),
      ...s.assumptions.map((l) => l.text),
    ])
    .join('\n')
    .toLowerCase();
}

/**
 * Profile in the order of `formats.md`: answer (the shell puts `--profile` and configuration there), a stack the spec names, files at the
 * root, else the default. Throws UserError for a name that no profile has.
 */
function chooseProfile(facts: Facts, answers: Answers, knowledge: Knowledge): Profile {
  const asked = answers.answers.profile?.value;
  const known = knowledge.profiles;
  if (asked !== undefined) {
    const found = known.find((p) => p.id === asked);
    if (found === undefined) throw new UserError(`there is no stack profile "${asked}"`, `Choose one of: ${known.map((p) => p.id).join(', ')}.`);
    return found;
  }
  const stack = facts.specs.flatMap((s) => s.facts.filter((f) => f.kind === 'stack').map((f) => f.text)).join('\n').toLowerCase();
  const score = (p: Profile) => p.detect.words.filter((w) => holds(stack, w)).length * 10 + p.detect.files.filter((f) => facts.repo.stackHints.includes(f)).length;
  const [best] = known.toSorted((a, b) => score(b) - score(a) || a.id.localeCompare(b.id, 'en'));
  const chosen = best !== undefined && score(best) > 0 ? best : (known.find((p) => p.id === defaultProfile) ?? best);
  if (chosen === undefined) throw new UserError('no stack profile is installed', 'Restore templates/profiles.');
  return chosen;
}

/** Providers that a sample belongs to or that the spec names. */
export function involvedProviders(facts: Facts, knowledge: Knowledge): Provider[] {
  const text = specText(facts);
  return knowledge.providers.filter((p) => facts.samples.models.some((m) => m.provider === p.id) || p.detect.some((w) => holds(text, w)));
}

/** The profile with the file of the service that runs the checks: as answered, else as the repository has one. */
function withCi(profile: Profile, facts: Facts, answers: Answers): Profile {
  const asked = answers.answers.ci?.value;
  const file = (asked === undefined ? undefined : ciFiles[asked]) ?? Object.values(ciFiles).find((path) => facts.repo.stackHints.includes(path));
  return file === undefined ? profile : { ...profile, paths: { ...profile.paths, ci: file } };
}

/** A folder's name that stands for a title: `photo-albums` reads "Photo albums". */
const titled = (title: string): string => (/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(title) ? `${title.charAt(0).toUpperCase()}${title.slice(1)}`.replaceAll(/[-_]+/g, ' ') : title);

/** The one input object of all derive stages. Throws UserError when the profile is unknown. */
export function createInput(facts: Facts, answers: Answers, knowledge: Knowledge, at: At): DeriveInput {
  return { facts: { ...facts, specs: facts.specs.map((spec) => ({ ...spec, title: titled(spec.title) })) }, answers, knowledge, profile: withCi(chooseProfile(facts, answers, knowledge), facts, answers), providers: involvedProviders(facts, knowledge), at };
}
