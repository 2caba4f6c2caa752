import type { Catalogue, ClaimWords, DatedFact, DocumentSpec, Language, Products, Profile, Wording } from '../model/knowledge.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Lock } from '../model/state.ts';
import type { Blueprint } from './blueprint.ts';
import type { Known } from './known.ts';
import type { Declaration, Reference, Sheet, TaskBox } from './sheet.ts';
import type { DiagramVerdict } from './mermaid/verdict.ts';

/** The first declaration of an id, and every one. */
type Declared = { sheet: Sheet; declaration: Declaration; all: { sheet: Sheet; declaration: Declaration }[] };

/**
 * The documents of one feature, or one foreign document. The indexes are made for the first rule that asks for one; the documents of other
 * people are rarely asked.
 */
export class Group {
  /** Null for a foreign document. */
  readonly feature: string | null;
  readonly sheets: Sheet[];
  readonly plan: Plan | null;
  /** What is worked out of the whole group by the first rule that asks. */
  readonly worked: { known: Known | null; blueprint: Blueprint | null } = { known: null, blueprint: null };
  private declaredBy: ReadonlyMap<string, Declared> | null = null;
  private boxesBy: ReadonlyMap<string, { sheet: Sheet; box: TaskBox }> | null = null;
  private allReferences: { sheet: Sheet; reference: Reference }[] | null = null;

  constructor(feature: string | null, sheets: Sheet[], plan: Plan | null) {
    this.feature = feature;
    this.sheets = sheets;
    this.plan = plan;
  }

  /** First declaration of each id wins; `all` has the others too. */
  get declared(): ReadonlyMap<string, Declared> {
    return (this.declaredBy ??= declaredIn(this.sheets));
  }

  get boxes(): ReadonlyMap<string, { sheet: Sheet; box: TaskBox }> {
    return (this.boxesBy ??= boxesIn(this.sheets));
  }

  get references(): { sheet: Sheet; reference: Reference }[] {
    return (this.allReferences ??= this.sheets.flatMap(sheet => sheet.references.map(reference => ({ sheet, reference }))));
  }
}

/** What a link into another document needs to know of it. */
export type Target = { anchors: ReadonlySet<string>; lines: number };

/** What of other documents and of the repository may be asked while some documents are judged. */
export type Around = {
  /** Documents that are judged in the same run: at least those judged now and their neighbours in the folder (`companionsOf`). */
  sheets: ReadonlyMap<string, Sheet>;
  /** A document of the same run that a link leads to; undefined for any other file. */
  target: (path: string) => Target | undefined;
  /** Ids that the lines of other people's documents in the same folder start with; empty where no document asks (`asksBeside`). */
  idsBeside: (path: string) => ReadonlySet<string>;
  /** Existing files and folders, at least those that links lead to, POSIX, relative to the root; null when they are unknown and links to files are not judged. */
  paths: ReadonlySet<string> | null;
  /** Verdicts by diagram text; null leaves the grammar unjudged. */
  diagrams: ReadonlyMap<string, DiagramVerdict> | null;
};

/** What is the same for every document of a run. */
export type Frame = {
  catalogue: Catalogue;
  /** Plan graph per feature, derived again from saved state. */
  plans: ReadonlyMap<string, Plan>;
  profiles: Profile[];
  facts: DatedFact[];
  languages: Language[];
  claims: ClaimWords[];
  products: Products;
  wording: Wording[];
  vagueWords: string[];
  expected: ReadonlyMap<string, string> | null;
  base: ReadonlyMap<string, string> | null;
  older: ReadonlySet<string>;
  locks: ReadonlyMap<string, Lock>;
  missing: { path: string; feature: string }[];
  today: string;
};

/** All that rules read; nothing in it changes. `groups` are those of the documents judged now. */
export type Run = Frame & Around & { groups: Group[] };

/** The sheets of each planned feature together; every other sheet is a group of its own. */
export function groupSheets(sheets: Sheet[], plans: ReadonlyMap<string, Plan>): Group[] {
  const byFeature = new Map<string, Sheet[]>();
  const groups: Group[] = [];
  for (const sheet of sheets) {
    if (sheet.own === null) {
      groups.push(new Group(null, [sheet], null));
      continue;
    }
    const list = byFeature.get(sheet.own.feature) ?? [];
    list.push(sheet);
    byFeature.set(sheet.own.feature, list);
  }
  for (const [feature, list] of byFeature) groups.push(new Group(feature, list, plans.get(feature) ?? null));
  return groups;
}

function declaredIn(sheets: readonly Sheet[]): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const sheet of sheets) {
    for (const declaration of sheet.declarations) {
      const known = declared.get(declaration.id);
      if (known === undefined) declared.set(declaration.id, { sheet, declaration, all: [{ sheet, declaration }] });
      else known.all.push({ sheet, declaration });
    }
  }
  return declared;
}

function boxesIn(sheets: readonly Sheet[]): Map<string, { sheet: Sheet; box: TaskBox }> {
  const boxes = new Map<string, { sheet: Sheet; box: TaskBox }>();
  for (const sheet of sheets) for (const box of sheet.boxes) if (box.id !== null && !boxes.has(box.id)) boxes.set(box.id, { sheet, box });
  return boxes;
}

/** Words of the stack profile that the plan of this document was made with; empty when the plan is not known. */
export function termsOf(run: Run, sheet: Sheet): Readonly<Record<string, string>> {
  const plan = run.groups.find(group => group.feature !== null && group.feature === sheet.own?.feature)?.plan;
  return run.profiles.find(profile => profile.id === plan?.profile)?.terms ?? {};
}

/** The catalogue entry of a generated document, by the `doc` of its front matter. */
export function specOf(run: Run, sheet: Sheet): DocumentSpec | null {
  return run.catalogue.documents.find(spec => spec.id === sheet.own?.doc) ?? null;
}
