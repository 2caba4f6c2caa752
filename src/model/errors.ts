/**
 * Trouble the user can mend. `message` says what and where, `hint` what to do. The edge prints both and exits with `exitCode`
 * (`formats.md`: 2 for usage, configuration and unreadable input; 1 for "nothing to plan" and for edited documents).
 */
export class UserError extends Error {
  readonly hint: string;
  readonly exitCode: 1 | 2;

  constructor(message: string, hint: string, options: { cause?: unknown; exitCode?: 1 | 2 } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.hint = hint;
    this.exitCode = options.exitCode ?? 2;
  }
}
