const joints = /(?:[,;:、。]|\s(?:and|or|but|with|without|before|after|until|by|for|from|through|so|that|which|who|when|while|if|where|because|as|in|on|at|of|to|per|un|y|con|para|por|und|mit|für))(?=\s|$)/gi;
const loose = /(?:\s(?:a|an|the|and|or|of|to|in|on|at|by|for|with|from|their|its|his|her|this|that|these|those|each|every|any|more|than|less|up|most|least|no|only|be|is|are|el|la|los|las|de|der|die|das|den))+$/i;

/** A comma between the members of a list: "create, update, and list" is no three clauses. */
const inList = /^,\s+(?:(?:and|or|y|o|und|oder)\s|(?:(?!(?:by|with|for|of|in|on|at|to|from|including|per|so|that|which|who|when|if|filtered|sorted|grouped|based)\s)[\p{L}-]+(?:\s\([^)]*\))?\s?){1,3}(?:,|\s(?:and|or|y|o|und|oder)\s))/u;

/** The "and" that joins the last member of such a list, or a bracket that is still open. */
const endsList = (text: string, at: number): boolean => /,\s*(?:[\p{L}-]+\s?){1,3}$/u.test(text.slice(0, at)) && /^\s(?:and|or|y|o|und|oder)\s/u.test(text.slice(at)) || text.lastIndexOf('(', at) > text.lastIndexOf(')', at);

/** "from 1" of "from 1 to 5": half a range. */
const halved = /\s(?:from|between)\s[\d.,:]+$/i;

/**
 * A text of at most `limit` characters that ends where a clause ends, so that it reads as a short form and not as a broken sentence.
 * Without a joint in its second half the cut is at a word; words that need a follower ("of the") are dropped.
 */
export function clause(text: string, limit: number): string {
  const one = text.replace(/\s+/g, ' ').trim().replace(/[.;,:]+$/, '');
  if (one.length <= limit) return one;
  const ends = [...one.matchAll(joints)].map((m) => m.index).filter((at) => at <= limit);
  const sharp = ends.filter((at) => /[,;:、。]/.test(one.charAt(at)) && at >= limit * 0.4 && !inList.test(one.slice(at))).at(-1);
  const joint = sharp ?? ends.filter((at) => at >= limit * 0.33 && !inList.test(one.slice(at)) && !endsList(one, at)).at(-1);
  const word = one.lastIndexOf(' ', limit);
  // A list that would lose some of its members is left out whole.
  const lists = /:\s/.exec(one.slice(0, limit))?.index;
  if (lists !== undefined && lists >= limit * 0.2) return one.slice(0, lists);
  return one.slice(0, joint ?? (word > limit * 0.4 ? word : limit)).replace(/\s(?:that|which|who|when|if)\s\S+$/i, '').replace(halved, '').replace(loose, '').replace(/[\s.;,:、-]+$/, '');
}
