import type { Source } from '../../model/source.ts';

/** One node of the plan that a macro turns into leaves. */
export interface Subject {
  /** Macro: model, route, call ... */
  kind: string;
  id: string;
  /** Values for the slots of titles, paths and proofs. */
  slots: Record<string, string>;
  /** Id lists for `for` entries such as `{requirements}`. */
  lists: Record<string, readonly string[]>;
  flags: ReadonlySet<string>;
  /** Relation -> subject keys, such as models -> `model:Activity`. */
  related: Record<string, readonly string[]>;
  /** Ids every leaf serves. */
  serves: readonly string[];
  sources: readonly Source[];
  confidence: number;
  /** Package slug; null goes to the first package that needs it; `latest` to that of the last thing it comes after. */
  home: string | null;
}

/** Key of a subject in relations and of its unit of work. */
export function subjectKey(kind: string, id: string): string {
  return `${kind}:${id}`;
}
