/**
 * The value of digits as people write them: a comma before three digits parts thousands, before one or two at the end it is the decimal mark of
 * Spanish, German and French ("99,5", "1.500,50"). Points part thousands only where such a comma follows.
 */
export function decimalOf(digits: string): number {
  const continental = /^(\d{1,3}(?:\.\d{3})+|\d+),(\d{1,2})$/.exec(digits);
  return continental === null ? Number(digits.replaceAll(',', '')) : Number(`${(continental[1] ?? '').replaceAll('.', '')}.${continental[2]}`);
}
