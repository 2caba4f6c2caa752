import { diffArrays } from 'diff';

const mark = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

/** Lines of a document in which git left both sides: the marks are dropped, every line of both sides stays, in its order. */
export function bothSides(text: string): string {
  if (!/^<{7}/m.test(text)) return text;
  return text.split('\n').filter(line => !mark.test(line)).join('\n');
}

/**
 * A merge base for a document whose stored base was mixed by a git merge. What the tool has ever written there (`known`) is its own; every other
 * line is a person's. The base is the document without the person's lines; where a person replaced lines that the tool would write again
 * unchanged, those lines stand in the base, so that the person's edit wins.
 */
export function rebuiltBase(current: string, fresh: string, known: ReadonlySet<string>): string {
  const wanted = fresh.split('\n');
  const own = (line: string): boolean => known.has(line);
  const base: string[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const settle = (): void => {
    const written = gone.some(line => !own(line) && !wanted.includes(line));
    if (written && come.length > 0 && come.every(own)) base.push(...come);
    else base.push(...gone.filter(line => own(line) || wanted.includes(line)));
    gone = [];
    come = [];
  };
  for (const part of diffArrays(current.split('\n'), wanted)) {
    if (part.removed) gone.push(...part.value);
    else if (part.added) come.push(...part.value);
    else {
      settle();
      base.push(...part.value);
    }
  }
  settle();
  return base.join('\n');
}
