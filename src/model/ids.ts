import * as z from 'zod';

/** A natural-key id as `formats.md` prints it: `FR-007`, `GET /v1/activities`, `Activity.distance_m`, `T-k7f2`. */
export const Id = z.string().min(1);
export type Id = z.infer<typeof Id>;

/** Calendar day, ISO 8601 `YYYY-MM-DD`, UTC, in the years people plan in, so that adding weeks never leaves the calendar. */
export const Day = z.iso.date().refine(day => day >= '2000-01-01' && day <= '2199-12-31', 'a day between 2000-01-01 and 2199-12-31');
export type Day = z.infer<typeof Day>;

/** 27 base62 characters. */
export const Ksuid = z.string().regex(/^[0-9A-Za-z]{27}$/, 'a KSUID has 27 base62 characters');
export type Ksuid = z.infer<typeof Ksuid>;

/** Lower-case kebab-case name of a feature, a document or a slug inside an id. */
export const Slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens, such as "clinic-bookings"');
export type Slug = z.infer<typeof Slug>;
