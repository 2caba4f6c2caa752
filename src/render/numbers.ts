/** Thousands with commas, at most `digits` decimals, no trailing zeros: `1,432`, `814.4`. */
export function number(value: number, digits = 2): string {
  const [whole = '0', fraction = ''] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const rest = fraction.replace(/0+$/, '');
  return rest === '' ? grouped : `${grouped}.${rest}`;
}

/** Hours with two decimals, as PERT means are printed: `12.58`. */
export function hours(value: number): string {
  const [whole = '0', fraction = '00'] = value.toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${fraction}`;
}

/** `1 route`, `2 routes`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** Share 0..1 as whole percent: `68 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `0.5/1/2`. */
export function threePoint(points: { o: number; m: number; p: number }): string {
  return [points.o, points.m, points.p].map(value => number(value)).join('/');
}
