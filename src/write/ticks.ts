/** A package's box: a link to its plan, or its name alone where packages have no plan of their own. */
const packageBox = /^(\s*[-*+] \[)([ xX])(\] [[`](WP-[0-9a-z-]+)(?:\]\(|`:))/gm;
const box = /^(\s*[-*+] \[)([ xX])(\] \*\*(T-[0-9a-z]+)\*\*)/gm;

/** Ids of ticked task boxes in one document. A task's box is declared once, in the plan of its package (Tasks). */
export function ticksOf(text: string): Set<string> {
  const ticked = new Set<string>();
  for (const match of text.matchAll(box)) if (match[2] !== ' ' && match[4] !== undefined) ticked.add(match[4]);
  return ticked;
}

/** Ids of all task boxes in one document, ticked or not. */
export const boxesOf = (text: string): Set<string> => new Set([...text.matchAll(box)].flatMap((match) => match[4] ?? []));

/** Empties the boxes of the given tasks. */
export function clearTicks(text: string, ids: ReadonlySet<string>): string {
  return mark(text, ids, ' ');
}

/** Ticks the boxes of these tasks. */
export function applyTicks(text: string, ids: ReadonlySet<string>): string {
  return mark(text, ids, 'x');
}

function mark(text: string, ids: ReadonlySet<string>, sign: string): string {
  return text.replace(box, (whole, head: string, _old: string, tail: string, id: string) => (ids.has(id) ? head + sign + tail : whole));
}

/** Package boxes of the execution plan, computed: ticked when every task of the package is. A package without tasks stays empty. */
export function tickPackages(text: string, packages: ReadonlyMap<string, readonly string[]>, ticked: ReadonlySet<string>): string {
  return text.replace(packageBox, (whole, head: string, _old: string, tail: string, id: string) => {
    const tasks = packages.get(id);
    return tasks === undefined ? whole : head + (tasks.length > 0 && tasks.every(task => ticked.has(task)) ? 'x' : ' ') + tail;
  });
}

/** The text with every package box empty, as it is rendered. */
export const clearPackages = (text: string): string => text.replace(packageBox, (_whole, head: string, _old: string, tail: string) => `${head} ${tail}`);
