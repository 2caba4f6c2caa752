/** A number with its noun: `1 file`, `2 files`, `0 criteria`. */
export const counted = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;
