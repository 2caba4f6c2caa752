/** Cases of a property test: a slice in the test command, all of them under `pnpm soak`. */
export const cases = (slice: number, soak: number): number => (process.env['PLAN_SOAK'] === '1' ? soak : slice);
