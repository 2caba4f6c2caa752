/**
 * Text of strangers made safe for one line of a terminal: escape sequences, control bytes and bidirectional overrides are dropped, white space is folded.
 */
export function clean(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- control characters are what this removes
      .replace(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g, '')
      .replace(/\s+/g, ' ')
      // oxlint-disable-next-line no-control-regex -- the same
      .replace(/[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
      .trim()
  );
}
