/** Rounds half up to `digits` decimals; keeps sums printable and byte-stable. */
export function round(value: number, digits = 2): number {
  const factor = 10 ** digits;
  return Math.round((value + Number.EPSILON) * factor) / factor;
}

/** `12,345.6`: thousands separated by commas, at most `digits` decimals. */
export function print(value: number, digits = 2): string {
  const [whole = '0', part] = String(round(Math.abs(value), digits)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${value < 0 ? '-' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}
