/** `GATE-3=2027-02-01` and `FR-003: Given ...` as key and value, in the order they were written; lines of another form are left out. */
export function answerPairs(lines: readonly string[] | undefined, mark: '=' | ':' | 'any' = 'any'): [string, string][] {
  const marks = mark === 'any' ? '=:' : mark;
  return (lines ?? []).flatMap((line): [string, string][] => {
    const match = new RegExp(`^\\s*([^${marks}]*\\S)\\s*[${marks}]\\s*(\\S.*?)\\s*$`, 's').exec(line);
    return match?.[1] === undefined || match[2] === undefined ? [] : [[match[1], match[2]]];
  });
}
