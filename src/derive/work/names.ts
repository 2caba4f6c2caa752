import type { Profile } from '../../model/knowledge.ts';
import { slugify } from '../../text/slug.ts';

/** Fills `{slot}`s. Throws for a slot that has no value: a gap in the task rules. */
export function fill(template: string, slots: Readonly<Record<string, string>>): string {
  return template.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`task rule "${template}" has no value for {${name}}`);
    return value;
  });
}

/** `Activity` or `started at` as a file name of the profile: `provider_connection` or `provider-connection`. */
export function fileName(text: string, profile: Profile): string {
  const slug = slugify(text);
  return profile.fileCase === 'snake' ? slug.replaceAll('-', '_') : slug;
}

/** Path of a role, `model Activity` -> `app/models/activity.py`. Throws for a role the profile lacks. */
export function pathOf(role: string, name: string, profile: Profile): string {
  const pattern = profile.paths[role];
  if (pattern === undefined) throw new Error(`profile ${profile.id} has no path for "${role}"`);
  return pattern.replaceAll('{name}', fileName(name, profile));
}

/** Lower-case words of a slug or a camel-case name. */
export function words(text: string): string {
  return slugify(text).replaceAll('-', ' ');
}

/** `1 index`, `2 indexes`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** First sentence as one list without "and", for titles. */
export function oneThing(text: string): string {
  const [first = text] = text.split(/;|\.\s|\s\(/);
  return first.replace(/,?\s+and\s+/g, ', ').replace(/[.,:]$/, '').trim();
}

/** `a, b, c`. */
export function list(items: readonly string[]): string {
  return items.join(', ');
}
