/**
 * The same data with texts of its own. One arrow makes a document a text of wide letters, and so every part cut from it; reading JSON gives
 * each text letters as wide as it needs. Patterns are compiled for each width met: those with letters of all scripts are some twenty times
 * smaller for narrow texts.
 */
export function narrow<T>(data: T): T {
  const copy: T = JSON.parse(JSON.stringify(data));
  return copy;
}
