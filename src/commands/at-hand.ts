import type { Target } from '../check/run.ts';
import { folderOf, mentionsIn, openingIds, type Mentions } from '../check/opening.ts';
import { readSheet, type Sheet } from '../check/sheet.ts';
import { isCompanion } from '../check/siblings.ts';
import { keyOf } from '../io/cache.ts';
import type { Disk } from '../io/disk.ts';
import { guard } from '../markdown/guard.ts';
import { loadMarkdown } from '../markdown/load.ts';
import { UserError } from '../model/errors.ts';
import { copy } from '../text/copy.ts';
import type { Judgements } from './judgements.ts';

/** Ids that the lines of other people's documents in one folder start with, and the hash of them. */
type Opens = { readonly ids: ReadonlySet<string>; readonly key: string };

/** A text, with its ids where they were looked for already: a text that was refused has none. */
export type Taken = { readonly text: string; readonly mentions: Mentions | null };

/** Characters of texts kept between the two times they are needed. */
const aheadMost = 4_000_000;
/** Specs, plans and task lists kept at hand for the documents beside them. */
const atHand = 4;

/** The documents of a run: read when they are asked for, the few that others ask for kept at hand. */
export class AtHand {
  private readonly disk: Disk;
  private readonly whole: Disk;
  private readonly kept: Judgements | null;
  private readonly members: ReadonlySet<string>;
  private readonly folders: ReadonlyMap<string, string[]>;
  private readonly keys = new Map<string, string>();
  private readonly sheets = new Map<string, Sheet | null>();
  private readonly targets = new Map<string, Target | undefined>();
  private readonly present = new Map<string, boolean>();
  private readonly opens = new Map<string, Opens>();
  private readonly taken = new Set<string>();
  /** Texts that were read for what their lines start with and are judged next. */
  private readonly ahead = new Map<string, Taken>();
  private aheadSize = 0;

  /** `paths` are read from `disk`; what else is there is looked up in `whole`. */
  constructor(paths: readonly string[], disk: Disk, whole: Disk, kept: Judgements | null) {
    this.disk = disk;
    this.whole = whole;
    this.kept = kept;
    this.members = new Set(paths);
    this.folders = Map.groupBy(paths, folderOf);
  }

  /** Is it a document of this run. */
  has(path: string): boolean {
    return this.members.has(path);
  }

  /** The text of a document that is judged now. */
  async take(path: string): Promise<Taken> {
    const ahead = this.fromAhead(path) ?? { text: await this.read(path), mentions: null };
    this.taken.add(path);
    return ahead;
  }

  /** The hash of a document whose text was read already. */
  known(path: string): string | undefined {
    return this.keys.get(path);
  }

  private fromAhead(path: string): Taken | null {
    const ahead = this.ahead.get(path);
    if (ahead === undefined) return null;
    this.ahead.delete(path);
    this.aheadSize -= ahead.text.length;
    return ahead;
  }

  private async read(path: string): Promise<string> {
    const ahead = this.fromAhead(path);
    if (ahead !== null) return ahead.text;
    const text = await this.disk.read(path);
    if (text === null) throw new UserError(`Cannot find ${path}`, 'Check the path.');
    return text;
  }

  /** The hash of a document of this run, whose text this is. */
  keyed(path: string, text: string): string {
    const key = this.keys.get(path) ?? keyOf([text]).slice(0, 32);
    this.keys.set(path, key);
    return key;
  }

  /** Hash of a document of this run; null for any other path. */
  async keyOf(path: string): Promise<string | null> {
    if (!this.members.has(path)) return null;
    return this.keys.get(path) ?? this.keyed(path, await this.read(path));
  }

  /** A document of this run, from the last ones at hand or read again; null when it is refused. */
  async sheetOf(path: string): Promise<Sheet | null> {
    const known = this.sheets.get(path);
    if (known !== undefined) return known;
    const text = await this.read(path);
    const sheet = guard(path, text) === null ? readSheet(await loadMarkdown(path, text)) : null;
    this.keep(path, sheet);
    return sheet;
  }

  /** Keeps a document at hand that others beside it will ask for. */
  keep(path: string, sheet: Sheet | null): void {
    if (!isCompanion(path)) return;
    this.sheets.set(path, sheet);
    const [oldest] = this.sheets.keys();
    if (this.sheets.size > atHand && oldest !== undefined) this.sheets.delete(oldest);
  }

  /** What a link into a document of this run can point at; undefined when it is refused. */
  async targetOf(path: string): Promise<Target | undefined> {
    if (!this.targets.has(path)) {
      const sheet = await this.sheetOf(path);
      // Copies: an anchor may be a piece of the text, which it would keep in memory.
      this.targets.set(path, sheet === null ? undefined : { anchors: new Set([...sheet.anchors].map(copy)), lines: sheet.lines.length });
    }
    return this.targets.get(path);
  }

  /** Ids that lines of other people's documents in a folder start with, sorted; read without parsing. */
  async idsIn(folder: string): Promise<Opens> {
    const known = this.opens.get(folder);
    if (known !== undefined) return known;
    const found = new Set<string>();
    for (const path of this.folders.get(folder) ?? []) {
      const text = await this.read(path);
      const kept = await this.kept?.get(path, this.keyed(path, text)) ?? null;
      // With findings kept from the last run a text may not be asked for again.
      const next = this.kept === null && !this.taken.has(path) && this.aheadSize < aheadMost;
      const others = kept === null && !isOurs(text) && guard(path, text) === null;
      const mentions = next && others ? mentionsIn(text) : null;
      for (const id of kept?.opens ?? mentions?.opening ?? (others ? openingIds(text) : [])) if (!found.has(id)) found.add(copy(id));
      if (next) {
        this.ahead.set(path, { text, mentions });
        this.aheadSize += text.length;
      }
    }
    const opens = { ids: found, key: this.kept === null ? '' : keyOf([folder, ...[...found].sort()]) };
    this.opens.set(folder, opens);
    return opens;
  }

  /** Whether a path is there, in this run or in the repository. */
  async exists(path: string): Promise<boolean> {
    const known = this.present.get(path) ?? (this.members.has(path) || (await this.whole.exists(path)));
    this.present.set(path, known);
    return known;
  }
}

/** Told without parsing: front matter that planwright wrote. */
const isOurs = (text: string): boolean => /^\uFEFF?---\r?\n/.test(text) && text.slice(0, 2_000).includes('generated-by: planwright');
