/** The edge as values: everything a command may touch outside its arguments. Tests pass their own. */
export type Io = {
  /** Folder the user stands in: `--cwd`, else `INIT_CWD` (set by pnpm), else the process's folder. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** New KSUID, 27 base62 characters. Ids are KSUIDs, never UUIDs (SEED-004-5). */
  readonly generateKSUID: () => string;
  /** Files below the package's own `templates/`, by POSIX path. */
  readonly templates: () => Promise<ReadonlyMap<string, string>>;
  /** Knowledge as the build prepared it from those files, as plain data; null when run from source. */
  readonly prepared: () => Promise<unknown>;
  /** Shows on a terminal what takes long, until the function it gives is called; a pipe sees nothing of it. */
  readonly progress: (text: string, repaint: boolean) => () => void;
  readonly version: string;
  /** Aborted on the first Ctrl-C. */
  readonly signal: AbortSignal;
};

export type Output = { readonly write: (text: string) => void; readonly isTTY: boolean; readonly columns: number; readonly rows: number; readonly stream: NodeJS.WritableStream };
export type Input = { readonly isTTY: boolean; readonly lines: () => AsyncIterable<string>; readonly stream: NodeJS.ReadableStream };
