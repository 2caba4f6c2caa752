import * as z from 'zod';
import { Day } from './ids.ts';
import { Judging } from './judging.ts';
import { NumberWords } from './number-words.ts';
import { TaskRules } from './task-rules.ts';
import { DatedFact } from './knowledge/dated-fact.ts';
import { Catalogue } from './knowledge/catalogue.ts';
import { ClaimWords, Products } from './knowledge/claim-words.ts';
import { Language } from './knowledge/language.ts';
import { Lexicon } from './knowledge/lexicon.ts';
import { HouseRules, Profile } from './knowledge/profile.ts';
import { Provider } from './knowledge/provider.ts';
import { Strategies } from './knowledge/strategies.ts';
import { Prompt } from './knowledge/prompt.ts';
import { Wording } from './knowledge/wording.ts';

export * from './knowledge/catalogue.ts';
export * from './knowledge/claim-words.ts';
export * from './knowledge/dated-fact.ts';
export * from './knowledge/language.ts';
export * from './knowledge/lexicon.ts';
export * from './knowledge/profile.ts';
export * from './knowledge/prompt.ts';
export * from './knowledge/provider.ts';
export * from './knowledge/strategies.ts';
export * from './knowledge/wording.ts';

/** Everything under `templates/` besides the Handlebars texts, validated. */
export const Knowledge = z.object({
  catalogue: Catalogue,
  profiles: z.array(Profile),
  providers: z.array(Provider),
  houseRules: HouseRules,
  facts: z.array(DatedFact),
  languages: z.array(Language),
  claims: z.array(ClaimWords),
  products: Products,
  wording: z.array(Wording),
  lexicon: Lexicon,
  tasks: TaskRules,
  strategies: Strategies,
  judging: Judging,
  /** Handlebars sources by name: `documents/prd.md.hbs`, `partials/_top.hbs`. */
  templates: z.record(z.string(), z.string()),
  prompts: z.array(Prompt),
  numbers: NumberWords,
  /** Day of the newest dated statement in it. */
  edition: Day,
});
export type Knowledge = z.infer<typeof Knowledge>;
