import type * as z from 'zod';

/** Any JSON value. */
export type JsonValue = z.infer<z.ZodJSONSchema>;
