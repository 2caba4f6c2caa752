/** Whether a text holds `length` characters of one class in a row. Looks at every `length`-th character first, which such a run cannot avoid. */
export function holdsRun(text: string, length: number, inClass: (code: number) => boolean): boolean {
  for (let end = length - 1; end < text.length; ) {
    let at = end;
    while (at > end - length && inClass(text.charCodeAt(at))) at--;
    if (at === end - length) return true;
    end = at + length;
  }
  return false;
}
