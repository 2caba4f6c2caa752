import type { Design } from '../model/plan/index.ts';
import { deriveDesign } from './design/design.ts';
import type { DeriveInput } from './input.ts';

type Remembered = { read: ReadonlyMap<string, string>; design: Design };

/** Makes the design for an input, anew or from what it remembers. */
export type Designed = (input: DeriveInput) => Design;

/**
 * Designs of one feature, each with what it was made from: the answers, and of the profile what it says of the stack, found out by watching what is
 * read. While none of it changed, the design is the same. Good for the same facts, knowledge and identity.
 */
export function rememberDesigns(): Designed {
  const known: Remembered[] = [];
  return input => {
    const { answers } = input.answers;
    const sources: Readonly<Record<string, object>> = { answer: answers, profile: input.profile };
    const valueOf = (name: string): string => {
      const [source = '', key = ''] = name.split(' ', 2);
      return JSON.stringify(Reflect.get(sources[source] ?? {}, key)) ?? '';
    };
    const same = known.find(each => [...each.read].every(([name, value]) => valueOf(name) === value));
    if (same !== undefined) return same.design;
    const read = new Map<string, string>();
    const note = (source: string, key: string | symbol): void => {
      if (typeof key === 'string') read.set(`${source} ${key}`, valueOf(`${source} ${key}`));
    };
    const watched = <T extends object>(source: string, of: T): T =>
      new Proxy(of, {
        get: (target, key) => {
          note(source, key);
          return Reflect.get(target, key);
        },
        ownKeys: target => {
          for (const key of Reflect.ownKeys(target)) note(source, key);
          return Reflect.ownKeys(target);
        },
      });
    const design = deriveDesign({ ...input, profile: watched('profile', input.profile), answers: { ...input.answers, answers: watched('answer', answers) } });
    known.push({ read, design });
    return design;
  };
}
