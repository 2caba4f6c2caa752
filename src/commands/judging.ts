import { setImmediate } from 'node:timers/promises';
import { belongsTogether, createJudge, sortFindings, type Judge } from '../check/check.ts';
import { linkedPaths, targetIn } from '../check/rules/structure/broken-link.ts';
import type { Around, Frame, Target } from '../check/run.ts';
import type { Settings } from '../check/settings.ts';
import { readSheet, type Sheet } from '../check/sheet.ts';
import { asksBeside, folderOf, idsOf } from '../check/opening.ts';
import { companionsOf } from '../check/siblings.ts';
import { keyOf, openCache } from '../io/cache.ts';
import type { Disk } from '../io/disk.ts';
import { compileLittle, holdOldSpace, holdYoungSpace } from '../io/engine.ts';
import { guard, guardFindings } from '../markdown/guard.ts';
import { loadMarkdown } from '../markdown/load.ts';
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Lock } from '../model/state.ts';
import { copy } from '../text/copy.ts';
import { AtHand } from './at-hand.ts';
import type { Context } from './context.ts';
import { openVerdicts, type DiagramVerdicts } from './diagram-verdicts.ts';
import { openJudgements, type Asked, type Judgements } from './judgements.ts';

/** What is checked: the paths, and what the saved plans say of them. Of documents that only stand around those asked for nothing is said: `asked` holds the others, null all of them. */
export type DocumentSet = { paths: string[]; asked: ReadonlySet<string> | null; plans: Map<string, Plan>; expected: Map<string, string> | null; base: Map<string, string> | null; older: Set<string>; locks: Map<string, Lock>; missing: { path: string; feature: string }[] };

/**
 * Findings of a set of documents on `disk`, sorted. Each document is read, judged and let go; the documents of planned features stay to
 * be judged together. What has not changed since the last run is taken from there; `name` keeps runs on another disk apart.
 */
export async function judge(context: Context, set: DocumentSet, settings: Settings, disk: Disk, name: string): Promise<Finding[]> {
  const cache = await openCache(context.disk);
  const common = cache === null ? '' : keyOf([cache.build, context.io.version, context.io.today(), JSON.stringify(context.config), JSON.stringify(settings), JSON.stringify([...set.plans].map(([feature, plan]) => [feature, plan.schedule.finish.p80]))]);
  const kept = cache === null ? null : openJudgements(cache, `${name}${keyOf([JSON.stringify(settings)]).slice(0, 8)}`, common);
  const verdicts = openVerdicts(cache);
  const findings = await new Judging(context, set, settings, disk, kept, verdicts).run();
  await kept?.save();
  await verdicts.save();
  const { asked } = set;
  return asked === null ? findings : findings.filter(({ file }) => file === null || asked.has(file));
}

/** After so many documents the space for young objects is as large as one of them needs. */
const warmAfter = 10;
/** From so many documents on, memory is worth more than the time of a few collections. */
const manyAfter = 1_000;
/** Signals are heard this often, in documents. */
const breathEvery = 64;

class Judging {
  private readonly context: Context;
  private readonly set: DocumentSet;
  private readonly settings: Settings;
  private readonly kept: Judgements | null;
  private readonly verdicts: DiagramVerdicts;
  private readonly texts: AtHand;
  private readonly words = new Map<string, string>();
  private made: Judge | null = null;

  constructor(context: Context, set: DocumentSet, settings: Settings, disk: Disk, kept: Judgements | null, verdicts: DiagramVerdicts) {
    this.context = context;
    this.set = set;
    this.settings = settings;
    this.kept = kept;
    this.verdicts = verdicts;
    this.texts = new AtHand(set.paths, disk, context.disk, kept);
  }

  /** Judges every document, then those of planned features together. */
  async run(): Promise<Finding[]> {
    compileLittle();
    const findings: Finding[] = [];
    const held: string[] = [];
    for (const [index, path] of this.set.paths.entries()) {
      const own = await this.alone(path);
      if (own === null) held.push(path);
      else findings.push(...own);
      if (index === warmAfter) holdYoungSpace();
      if (index === manyAfter) holdOldSpace();
      if (index % breathEvery === breathEvery - 1) await setImmediate();
    }
    findings.push(...(await this.together(held)));
    return sortFindings(findings);
  }

  /** Findings of one document; null when it is judged together with others. */
  private async alone(path: string): Promise<Finding[] | null> {
    const { text, mentions } = await this.texts.take(path);
    const key = this.kept === null ? '' : this.texts.keyed(path, text);
    const known = await this.kept?.get(path, key) ?? null;
    if (known?.together === true) return null;
    if (known !== null && this.set.expected?.has(path) !== true && (await this.holds(path, known.asked))) return this.detached(known.findings);
    // Whose ids were looked for was not refused.
    const refused = mentions === null ? guard(path, text) : null;
    if (refused !== null) return guardFindings([refused]);
    const sheet = readSheet(await loadMarkdown(path, text));
    if (sheet.document.text === text) sheet.worked.mentions = mentions;
    this.texts.keep(path, sheet);
    if (belongsTogether(sheet, this.set)) {
      await this.kept?.put(path, key, { together: true, asked: { documents: {}, paths: {}, beside: null }, opens: sheet.own === null ? [...idsOf(sheet).opening] : [], findings: [] });
      return null;
    }
    const judge = await this.judge();
    const asked = await this.askedBy([sheet]);
    const findings = this.detached(judge.alone(sheet, await this.around([sheet], asked, judge.readsDiagrams(false))));
    await this.kept?.put(path, key, { together: false, asked, opens: [...idsOf(sheet).opening], findings });
    return findings;
  }

  /** Findings of the documents of planned features and of the repository as a whole. */
  private async together(paths: readonly string[]): Promise<Finding[]> {
    const { plans, expected, base, older, locks, missing } = this.set;
    const key = this.kept === null ? '' : keyOf([JSON.stringify([[...plans], [...(expected ?? [])], [...(base ?? [])], [...older], [...locks], missing, [...(this.set.asked ?? [])]]), ...paths.flatMap(path => [path, this.texts.known(path) ?? ''])]);
    const known = await this.kept?.get('', key) ?? null;
    if (known !== null && (await this.holds('', known.asked))) return known.findings;
    const sheets: Sheet[] = [];
    for (const path of paths) {
      const sheet = await this.texts.sheetOf(path);
      if (sheet !== null) sheets.push(sheet);
    }
    const judge = await this.judge();
    const asked = await this.askedBy(sheets);
    const findings = judge.together(sheets, await this.around(sheets, asked, judge.readsDiagrams(true)), this.set.asked);
    await this.kept?.put('', key, { together: true, asked, opens: [], findings });
    return findings;
  }

  private async judge(): Promise<Judge> {
    if (this.made !== null) return this.made;
    const { catalogue, profiles, facts, languages, claims, products, wording } = await this.context.knowledge();
    const { plans, expected, base, older, locks, missing } = this.set;
    const frame: Frame = { catalogue, profiles, facts, languages, claims, products, wording, plans, expected, base, older, locks, missing, vagueWords: this.context.config.vagueWords ?? [], today: this.context.io.today() };
    this.made = createJudge(frame, this.settings);
    return this.made;
  }

  /** What judging these documents rests on besides their own text. */
  private async askedBy(sheets: readonly Sheet[]): Promise<Asked> {
    const asked: Asked = { documents: {}, paths: {}, beside: null };
    const folders = new Set(sheets.filter(asksBeside).map(sheet => folderOf(sheet.document.path)));
    if (this.kept !== null) for (const folder of folders) asked.beside = keyOf([asked.beside ?? '', (await this.texts.idsIn(folder)).key]).slice(0, 32);
    const own = new Set(sheets.map(sheet => sheet.document.path));
    for (const sheet of sheets) {
      const { path } = sheet.document;
      if (sheet.own === null) {
        for (const companion of companionsOf(path)) {
          if (!own.has(companion)) asked.documents[companion] = await this.texts.keyOf(companion);
          asked.paths[companion] = await this.texts.exists(companion);
        }
      }
      for (const [linked, { anchored }] of linkedPaths(sheet)) {
        if (anchored && !own.has(linked)) asked.documents[linked] = await this.texts.keyOf(linked);
        asked.paths[linked] = await this.texts.exists(linked);
      }
    }
    return asked;
  }

  /** Whether all that a judgement rests on is as it was. */
  private async holds(path: string, asked: Asked): Promise<boolean> {
    if (asked.beside !== null && asked.beside !== keyOf(['', (await this.texts.idsIn(folderOf(path))).key]).slice(0, 32)) return false;
    for (const [other, key] of Object.entries(asked.documents)) if ((await this.texts.keyOf(other)) !== key) return false;
    for (const [other, there] of Object.entries(asked.paths)) if ((await this.texts.exists(other)) !== there) return false;
    return true;
  }

  private async around(sheets: readonly Sheet[], asked: Asked, diagrams: boolean): Promise<Around> {
    const near = new Map(sheets.map(sheet => [sheet.document.path, sheet]));
    const targets = new Map<string, Target | undefined>();
    for (const sheet of sheets) {
      for (const companion of sheet.own === null ? companionsOf(sheet.document.path) : []) {
        const found = near.get(companion) ?? (this.texts.has(companion) ? await this.texts.sheetOf(companion) : null);
        if (found !== null) near.set(companion, found);
      }
    }
    const beside = new Map<string, ReadonlySet<string>>();
    for (const sheet of sheets) if (asksBeside(sheet)) beside.set(folderOf(sheet.document.path), (await this.texts.idsIn(folderOf(sheet.document.path))).ids);
    for (const path of Object.keys(asked.documents)) if (this.texts.has(path)) targets.set(path, await this.texts.targetOf(path));
    return {
      sheets: near,
      target: path => {
        const sheet = near.get(path);
        return sheet === undefined ? targets.get(path) : targetIn(sheet);
      },
      idsBeside: path => beside.get(folderOf(path)) ?? new Set(),
      paths: new Set(Object.entries(asked.paths).flatMap(([path, there]) => (there ? [path] : []))),
      diagrams: diagrams ? await this.verdicts.of(sheets.filter(sheet => this.set.asked?.has(sheet.document.path) !== false).map(sheet => sheet.document)) : null,
    };
  }

  /** The findings without any piece of the document's text in them, and with one copy of each advice. */
  private detached(findings: readonly Finding[]): Finding[] {
    const one = (word: string): string => {
      const known = this.words.get(word);
      if (known !== undefined) return known;
      this.words.set(word, word);
      return word;
    };
    return findings.map(finding => ({
      ...finding,
      rule: one(finding.rule),
      help: one(finding.help),
      message: copy(finding.message),
      ...(finding.fix === undefined ? {} : { fix: { ...finding.fix, text: copy(finding.fix.text) } }),
    }));
  }
}
