import { nameWords } from './sensitivity.ts';

/** Last word of a name -> unit, where the word can mean nothing else. */
const units: ReadonlyMap<string, string> = new Map([
  ['m', 'm'], ['meters', 'm'], ['metres', 'm'], ['km', 'km'], ['kilometers', 'km'], ['kilometres', 'km'], ['mi', 'mi'], ['miles', 'mi'], ['ft', 'ft'], ['cm', 'cm'], ['mm', 'mm'],
  ['s', 's'], ['sec', 's'], ['secs', 's'], ['seconds', 's'], ['ms', 'ms'], ['millis', 'ms'], ['milliseconds', 'ms'], ['minutes', 'min'], ['mins', 'min'], ['hours', 'h'], ['days', 'd'],
  ['kg', 'kg'], ['lbs', 'lb'], ['grams', 'g'], ['bpm', 'bpm'], ['rpm', 'rpm'], ['watts', 'W'], ['kj', 'kJ'], ['kcal', 'kcal'], ['mps', 'm/s'], ['kmh', 'km/h'], ['kph', 'km/h'], ['mph', 'mph'],
  ['percent', '%'], ['pct', '%'], ['bytes', 'B'], ['kb', 'kB'], ['mb', 'MB'], ['cents', 'cent'], ['usd', 'USD'], ['eur', 'EUR'], ['celsius', '°C'], ['fahrenheit', '°F'], ['degrees', 'deg'],
]);

/** `distance_km` is in km. Null when the name holds no unit: none is guessed. */
export function unitFromName(key: string): string | null {
  const words = nameWords(key).split('_');
  return words.length < 2 ? null : units.get(words.at(-1) ?? '') ?? null;
}
