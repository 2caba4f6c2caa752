const dayMs = 86_400_000;

/** Working days are Monday to Friday without `holidays` (`YYYY-MM-DD`); everything in UTC. */
export interface Calendar {
  /** First working day at or after `day`. */
  from(day: string): string;
  /** The working day `count` working days after `start`; 0 is `start` itself when it is one. */
  add(start: string, count: number): string;
  /** Working days from `start` (counted) to `end` (not counted); negative when `end` is earlier. */
  between(start: string, end: string): number;
}

export function createCalendar(holidays: Iterable<string>): Calendar {
  const free = new Set(holidays);
  const works = (time: number): boolean => {
    // Day 0 of the epoch was a Thursday; counted from a Monday, the last two of seven are free.
    const weekday = (Math.floor(time / dayMs) + 3) % 7;
    return weekday < 5 && (free.size === 0 || !free.has(toDay(time)));
  };
  const from = (time: number): number => {
    let at = time;
    while (!works(at)) at += dayMs;
    return at;
  };
  /** The working days after a start, as far as they were asked for. */
  const days = new Map<string, number[]>();
  return {
    from: (day) => toDay(from(toTime(day))),
    add(start, count) {
      const known = days.get(start) ?? [from(toTime(start))];
      days.set(start, known);
      const wanted = Math.max(0, Math.floor(count));
      while (known.length <= wanted) known.push(from((known.at(-1) ?? 0) + dayMs));
      return toDay(known[wanted] ?? 0);
    },
    between(start, end) {
      const [low, high, sign] = start <= end ? [start, end, 1] : [end, start, -1];
      let days = 0;
      for (let at = toTime(low); at < toTime(high); at += dayMs) if (works(at)) days++;
      return sign * days;
    },
  };
}

export function addDays(day: string, days: number): string {
  return toDay(toTime(day) + days * dayMs);
}

/** The Monday after `day`; seven days later when `day` is a Monday. */
export function nextMonday(day: string): string {
  const weekday = new Date(toTime(day)).getUTCDay();
  return addDays(day, ((8 - weekday) % 7) || 7);
}

function toTime(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
