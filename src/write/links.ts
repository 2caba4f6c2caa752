import type { Lock } from '../model/state.ts';

type Known = { id: string; fingerprint: string };

/**
 * The lock after a run: a requirement seen first is confirmed; one whose meaning changed keeps its old fingerprint and is suspect until a person
 * confirms it; one that is gone leaves a tombstone, so that its id is never given to another. White space is no meaning (`fingerprint`).
 */
export function updateLinks(lock: Lock, requirements: readonly Known[]): Lock {
  const now = new Map(requirements.map(each => [each.id, each.fingerprint]));
  const links = lock.links
    .filter(link => now.has(link.from))
    .map(link => (now.get(link.from) === link.fingerprint ? { ...link, confirmed: true } : { ...link, confirmed: false }));
  const linked = new Set(links.map(link => link.from));
  for (const each of requirements) {
    if (linked.has(each.id)) continue;
    // An id that was retired comes back with another meaning: somebody has to look at it.
    const old = lock.retired.find(tombstone => tombstone.id === each.id);
    links.push({ from: each.id, to: 'spec', fingerprint: each.fingerprint, confirmed: old === undefined || old.key === each.fingerprint });
  }
  const gone = lock.links.filter(link => !now.has(link.from)).map(link => ({ id: link.from, key: link.fingerprint }));
  const retired = [...lock.retired.filter(each => !now.has(each.id)), ...gone.filter(each => !lock.retired.some(old => old.id === each.id))];
  return { ...lock, links, retired };
}

/** Takes the meaning of today as confirmed for the named requirements. */
export function confirmLinks(lock: Lock, requirements: readonly Known[], ids: ReadonlySet<string>): Lock {
  const now = new Map(requirements.map(each => [each.id, each.fingerprint]));
  return { ...lock, links: lock.links.map(link => (ids.has(link.from) ? { ...link, fingerprint: now.get(link.from) ?? link.fingerprint, confirmed: true } : link)) };
}
