import { z } from 'zod';

/** Words by which a sentence sets a rule: one entry for each kind of rule (`src/derive/design/rules`). */
export const RuleWords = z.strictObject({
  /** What stands before the most rows somebody may have; `over` counts only in a sentence with a word of `negated`. */
  limits: z.strictObject({ most: z.array(z.string()), over: z.array(z.string()), caps: z.array(z.string()), negated: z.array(z.string()) }),
  /** How long before its start something may be done: words before the span, words behind it, and units in minutes. */
  windows: z.strictObject({ most: z.array(z.string()), least: z.array(z.string()), under: z.array(z.string()), over: z.array(z.string()), ahead: z.array(z.string()), /** Words that say what is free up to the line, and what comes after it. */ free: z.array(z.string()), later: z.array(z.string()), units: z.record(z.string(), z.int().positive()) }),
  /** States that a sentence lists of a thing: names of such a list, verbs of passing through it, states that are no participles, those that time brings, and verbs that lead to a state whose name does not say it. */
  stages: z.strictObject({ names: z.array(z.string()), passes: z.array(z.string()), states: z.array(z.string()), timed: z.array(z.string()), verbs: z.record(z.string(), z.string()) }),
  /** How a sentence tells the rule of a computed value: words that such a one has, of being and showing, of figures over rows, of arithmetic, of computing, and units of time. */
  computations: z.strictObject({ signs: z.array(z.string()), is: z.array(z.string()), shows: z.array(z.string()), sums: z.array(z.string()), averages: z.array(z.string()), counts: z.array(z.string()), most: z.array(z.string()), least: z.array(z.string()), times: z.array(z.string()), minus: z.array(z.string()), plus: z.array(z.string()), ratio: z.array(z.string()), computed: z.array(z.string()), computes: z.array(z.string()), from: z.array(z.string()), units: z.array(z.string()) }),
  /** Calls to the URL of somebody else: what is called, verbs of calling, their participles, verbs of saying where, and how often a call is tried where nobody says so. */
  webhooks: z.strictObject({ targets: z.array(z.string()), sends: z.array(z.string()), sent: z.array(z.string()), says: z.array(z.string()), attempts: z.int().positive() }),
  /** What only one can have: ways to say once and twice behind a participle, and to refuse what is double. */
  contests: z.strictObject({ once: z.array(z.string()), twice: z.array(z.string()), refused: z.array(z.string()), refuse: z.array(z.string()) }),
  /** Bounds that a value crosses and numbers of events that are too many: words that such a sentence has, of crossing downwards, upwards and onto, spans of time, what is done to whoever crossed it, and what a unit measures. */
  thresholds: z.strictObject({ signs: z.array(z.string()), under: z.array(z.string()), over: z.array(z.string()), reach: z.array(z.string()), spans: z.array(z.string()), moves: z.array(z.string()), ordinals: z.record(z.string(), z.int().positive()), measures: z.record(z.string(), z.string()) }),
  /** Figures in groups: verbs of seeing them, what is counted or summed up, words before a group, lengths of time, and what is no group. */
  reports: z.strictObject({ shows: z.array(z.string()), figures: z.array(z.string()), per: z.array(z.string()), units: z.array(z.string()), not: z.array(z.string()), /** Words in front of the name of what is added up; figures that count rows. */ sums: z.array(z.string()), counts: z.array(z.string()), /** Verbs of taking figures away, and what their file is. */ takes: z.array(z.string()), files: z.array(z.string()) }),
  /** Verbs that put a thing into a state where "as" names one: "report a bike as stolen". */
  reportsAs: z.array(z.string()),
  /** Verbs of what time ends by itself, and the state it leaves; `delete` where nothing is left. */
  lapses: z.record(z.string(), z.string()),
  /** Rows that nobody changes any more: participles of changing, and words for such a row. */
  seals: z.strictObject({ changed: z.array(z.string()), closed: z.array(z.string()) }),
  /** What a sentence says of a field: words for what may be left out, adjectives that are no part of a name in front of a text or file, those texts and files, words before the most and the least characters. */
  saidFields: z.strictObject({ optional: z.array(z.string()), how: z.array(z.string()), texts: z.array(z.string()), most: z.array(z.string()), least: z.array(z.string()) }),
  /** What devices and other systems tell the service: nouns of it, verbs of receiving and sending, heads of who sends, and those that are a part of the thing in front of them. */
  signals: z.strictObject({ carriers: z.array(z.string()), receives: z.array(z.string()), sends: z.array(z.string()), sources: z.array(z.string()), parts: z.array(z.string()) }),
});
