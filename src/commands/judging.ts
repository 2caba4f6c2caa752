import { setImmediate } from 'node:timers/promises';
import { belongsTogether, createJudge, sortFindings, type Judge } from '../check/check.ts';
import { linkedPaths, targetIn } from '../check/rules/structure/broken-link.ts';
import type { Around, Frame, Target } from '../check/run.ts';
import type { Settings } from '../check/settings.ts';
import { readSheet, type Sheet } from '../check/sheet.ts';
import { asksBeside, folderOf, idsOf, openingIds } from '../check/opening.ts';
import { companionsOf, isCompanion } from '../check/siblings.ts';
import { keyOf, openCache } from '../io/cache.ts';
import type { Disk } from '../io/disk.ts';
import { compileLittle, holdOldSpace, holdYoungSpace } from '../io/engine.ts';
import { guard, guardFindings } from '../markdown/guard.ts';
import { loadMarkdown } from '../markdown/load.ts';
import { UserError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan/index.ts';
import type { Lock } from '../model/state.ts';
import type { Context } from './context.ts';
import { openVerdicts, type DiagramVerdicts } from './diagram-verdicts.ts';
import { openJudgements, type Asked, type Judgements } from './judgements.ts';

/** What is checked: the paths, and what the saved plans say of them. */
export type DocumentSet = { paths: string[]; plans: Map<string, Plan>; expected: Map<string, string> | null; base: Map<string, string> | null; older: Set<string>; locks: Map<string, Lock>; missing: { path: string; feature: string }[] };

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
  return findings;
}

/** Ids that the lines of other people's documents in one folder start with, and the hash of them. */
type Opens = { readonly ids: ReadonlySet<string>; readonly key: string };

/** Characters of texts kept between the two times they are needed. */
const aheadMost = 4_000_000;
/** Specs, plans and task lists kept at hand for the documents beside them. */
const atHand = 4;
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
  private readonly disk: Disk;
  private readonly kept: Judgements | null;
  private readonly verdicts: DiagramVerdicts;
  private readonly members: ReadonlySet<string>;
  private readonly keys = new Map<string, string>();
  private readonly sheets = new Map<string, Sheet | null>();
  private readonly targets = new Map<string, Target | undefined>();
  private readonly present = new Map<string, boolean>();
  private readonly words = new Map<string, string>();
  private readonly judged = new Set<string>();
  private readonly opens = new Map<string, Opens>();
  /** Texts that were read for what their lines start with and are judged next. */
  private readonly ahead = new Map<string, string>();
  private aheadSize = 0;
  private readonly folders: ReadonlyMap<string, string[]>;
  private made: Judge | null = null;

  constructor(context: Context, set: DocumentSet, settings: Settings, disk: Disk, kept: Judgements | null, verdicts: DiagramVerdicts) {
    this.context = context;
    this.set = set;
    this.settings = settings;
    this.disk = disk;
    this.kept = kept;
    this.verdicts = verdicts;
    this.members = new Set(set.paths);
    this.folders = Map.groupBy(set.paths, folderOf);
  }

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
    const text = await this.read(path);
    this.judged.add(path);
    const key = this.kept === null ? '' : this.keyed(path, text);
    const known = await this.kept?.get(path, key) ?? null;
    if (known?.together === true) return null;
    if (known !== null && this.set.expected?.has(path) !== true && (await this.holds(path, known.asked))) return this.detached(known.findings);
    const refused = guard(path, text);
    if (refused !== null) return guardFindings([refused]);
    const sheet = readSheet(await loadMarkdown(path, text));
    this.keep(path, sheet);
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
    const key = this.kept === null ? '' : keyOf([JSON.stringify([[...plans], [...(expected ?? [])], [...(base ?? [])], [...older], [...locks], missing]), ...paths.flatMap(path => [path, this.keys.get(path) ?? ''])]);
    const known = await this.kept?.get('', key) ?? null;
    if (known !== null && (await this.holds('', known.asked))) return known.findings;
    const sheets: Sheet[] = [];
    for (const path of paths) {
      const sheet = await this.sheetOf(path);
      if (sheet !== null) sheets.push(sheet);
    }
    const judge = await this.judge();
    const asked = await this.askedBy(sheets);
    const findings = judge.together(sheets, await this.around(sheets, asked, judge.readsDiagrams(true)));
    await this.kept?.put('', key, { together: true, asked, opens: [], findings });
    return findings;
  }

  private async judge(): Promise<Judge> {
    if (this.made !== null) return this.made;
    const { catalogue, profiles, facts } = await this.context.knowledge();
    const { plans, expected, base, older, locks, missing } = this.set;
    const frame: Frame = { catalogue, profiles, facts, plans, expected, base, older, locks, missing, vagueWords: this.context.config.vagueWords ?? [], today: this.context.io.today() };
    this.made = createJudge(frame, this.settings);
    return this.made;
  }

  /** What judging these documents rests on besides their own text. */
  private async askedBy(sheets: readonly Sheet[]): Promise<Asked> {
    const asked: Asked = { documents: {}, paths: {}, beside: null };
    const folders = new Set(sheets.filter(asksBeside).map(sheet => folderOf(sheet.document.path)));
    if (this.kept !== null) for (const folder of folders) asked.beside = keyOf([asked.beside ?? '', (await this.idsIn(folder)).key]).slice(0, 32);
    const own = new Set(sheets.map(sheet => sheet.document.path));
    for (const sheet of sheets) {
      const { path } = sheet.document;
      if (sheet.own === null) {
        for (const companion of companionsOf(path)) {
          if (!own.has(companion)) asked.documents[companion] = await this.keyOf(companion);
          asked.paths[companion] = await this.exists(companion);
        }
      }
      for (const [linked, { anchored }] of linkedPaths(sheet)) {
        if (anchored && !own.has(linked)) asked.documents[linked] = await this.keyOf(linked);
        asked.paths[linked] = await this.exists(linked);
      }
    }
    return asked;
  }

  /** Whether all that a judgement rests on is as it was. */
  private async holds(path: string, asked: Asked): Promise<boolean> {
    if (asked.beside !== null && asked.beside !== keyOf(['', (await this.idsIn(folderOf(path))).key]).slice(0, 32)) return false;
    for (const [other, key] of Object.entries(asked.documents)) if ((await this.keyOf(other)) !== key) return false;
    for (const [other, there] of Object.entries(asked.paths)) if ((await this.exists(other)) !== there) return false;
    return true;
  }

  private async around(sheets: readonly Sheet[], asked: Asked, diagrams: boolean): Promise<Around> {
    const near = new Map(sheets.map(sheet => [sheet.document.path, sheet]));
    const targets = new Map<string, Target | undefined>();
    for (const sheet of sheets) {
      for (const companion of sheet.own === null ? companionsOf(sheet.document.path) : []) {
        const found = near.get(companion) ?? (this.members.has(companion) ? await this.sheetOf(companion) : null);
        if (found !== null) near.set(companion, found);
      }
    }
    const beside = new Map<string, ReadonlySet<string>>();
    for (const sheet of sheets) if (asksBeside(sheet)) beside.set(folderOf(sheet.document.path), (await this.idsIn(folderOf(sheet.document.path))).ids);
    for (const path of Object.keys(asked.documents)) if (this.members.has(path)) targets.set(path, await this.targetOf(path));
    return {
      sheets: near,
      target: path => {
        const sheet = near.get(path);
        return sheet === undefined ? targets.get(path) : targetIn(sheet);
      },
      idsBeside: path => beside.get(folderOf(path)) ?? new Set(),
      paths: new Set(Object.entries(asked.paths).flatMap(([path, there]) => (there ? [path] : []))),
      diagrams: diagrams ? await this.verdicts.of(sheets.map(sheet => sheet.document)) : null,
    };
  }

  private async read(path: string): Promise<string> {
    const ahead = this.ahead.get(path);
    if (ahead !== undefined) {
      this.ahead.delete(path);
      this.aheadSize -= ahead.length;
      return ahead;
    }
    const text = await this.disk.read(path);
    if (text === null) throw new UserError(`Cannot find ${path}`, 'Check the path.');
    return text;
  }

  private keyed(path: string, text: string): string {
    const key = this.keys.get(path) ?? keyOf([text]).slice(0, 32);
    this.keys.set(path, key);
    return key;
  }

  /** Hash of a document of this run; null for any other path. */
  private async keyOf(path: string): Promise<string | null> {
    if (!this.members.has(path)) return null;
    return this.keys.get(path) ?? this.keyed(path, await this.read(path));
  }

  /** A document of this run, from the last ones at hand or read again; null when it is refused. */
  private async sheetOf(path: string): Promise<Sheet | null> {
    const known = this.sheets.get(path);
    if (known !== undefined) return known;
    const text = await this.read(path);
    const sheet = guard(path, text) === null ? readSheet(await loadMarkdown(path, text)) : null;
    this.keep(path, sheet);
    return sheet;
  }

  private keep(path: string, sheet: Sheet | null): void {
    if (!isCompanion(path)) return;
    this.sheets.set(path, sheet);
    const [oldest] = this.sheets.keys();
    if (this.sheets.size > atHand && oldest !== undefined) this.sheets.delete(oldest);
  }

  private async targetOf(path: string): Promise<Target | undefined> {
    if (!this.targets.has(path)) {
      const sheet = await this.sheetOf(path);
      // Copies: an anchor may be a piece of the text, which it would keep in memory.
      this.targets.set(path, sheet === null ? undefined : { anchors: new Set([...sheet.anchors].map(copy)), lines: sheet.lines.length });
    }
    return this.targets.get(path);
  }

  /** Ids that lines of other people's documents in a folder start with, sorted; read without parsing. */
  private async idsIn(folder: string): Promise<Opens> {
    const known = this.opens.get(folder);
    if (known !== undefined) return known;
    const found = new Set<string>();
    for (const path of this.folders.get(folder) ?? []) {
      const text = await this.read(path);
      const kept = await this.kept?.get(path, this.keyed(path, text)) ?? null;
      for (const id of kept?.opens ?? (isOurs(text) || guard(path, text) !== null ? [] : openingIds(text))) if (!found.has(id)) found.add(copy(id));
      // With findings kept from the last run a text may not be asked for again.
      if (this.kept === null && !this.judged.has(path) && this.aheadSize < aheadMost) {
        this.ahead.set(path, text);
        this.aheadSize += text.length;
      }
    }
    const opens = { ids: found, key: this.kept === null ? '' : keyOf([folder, ...[...found].sort()]) };
    this.opens.set(folder, opens);
    return opens;
  }

  private async exists(path: string): Promise<boolean> {
    const known = this.present.get(path) ?? (this.members.has(path) || (await this.context.disk.exists(path)));
    this.present.set(path, known);
    return known;
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

/** Told without parsing: front matter that planwright wrote. */
const isOurs = (text: string): boolean => /^\uFEFF?---\r?\n/.test(text) && text.slice(0, 2_000).includes('generated-by: planwright');

const copy = (word: string): string => Buffer.from(word).toString();
