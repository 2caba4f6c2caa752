import type { Design } from '../model/plan/index.ts';
import { deriveDesign } from './design/design.ts';
import type { DeriveInput } from './input.ts';

type Remembered = { profile: string; read: ReadonlyMap<string, string>; design: Design };

/** Makes the design for an input, anew or from what it remembers. */
export type Designed = (input: DeriveInput) => Design;

/**
 * Designs of one feature, each with the answers it was made from, found out by watching what it reads: while none of them changed, the design is
 * the same. Good for the same facts, knowledge and identity.
 */
export function rememberDesigns(): Designed {
  const known: Remembered[] = [];
  return input => {
    const { answers } = input.answers;
    const profile = JSON.stringify(input.profile);
    const valueOf = (key: string): string => JSON.stringify(Reflect.get(answers, key)) ?? '';
    const same = known.find(each => each.profile === profile && [...each.read].every(([key, value]) => valueOf(key) === value));
    if (same !== undefined) return same.design;
    const read = new Map<string, string>();
    const watched = new Proxy(answers, {
      get: (target, key) => {
        if (typeof key === 'string') read.set(key, valueOf(key));
        return Reflect.get(target, key);
      },
      ownKeys: target => {
        for (const key of Reflect.ownKeys(target)) if (typeof key === 'string') read.set(key, valueOf(key));
        return Reflect.ownKeys(target);
      },
    });
    const design = deriveDesign({ ...input, answers: { ...input.answers, answers: watched } });
    known.push({ profile, read, design });
    return design;
  };
}
