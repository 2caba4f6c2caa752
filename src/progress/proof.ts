/** A verify command as a program and its words, or why it cannot be run as it stands. */
export type Command = { program: string; args: string[] } | { problem: string };

const shellOnly = /[;&|<>`()*?]/;

/**
 * Splits a command of the plan into words as a shell does: at spaces outside of quotes, `$NAME` taken from `env` outside of single quotes. There is
 * no shell: operators and patterns are refused, and a value that a variable brings is never split again.
 */
export function commandOf(text: string, env: Readonly<Record<string, string | undefined>>): Command {
  const words: string[] = [];
  for (const match of text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"']+|["'])+/g)) {
    let word = '';
    for (const part of match[0].match(/"[^"]*"|'[^']*'|[^"']+|["']/g) ?? []) {
      if (part === '"' || part === "'") return { problem: `a ${part} is not closed` };
      const quote = /^["']/.test(part) ? part.slice(0, 1) : '';
      const body = quote === '' ? part : part.slice(1, -1);
      const operator = quote === '' ? shellOnly.exec(body) : quote === '"' ? /`|\$\(/.exec(body) : null;
      if (operator !== null) return { problem: `it needs a shell (${operator[0]}): run it yourself` };
      if (quote === "'") {
        word += body;
        continue;
      }
      const missing = [...body.matchAll(variable)].map(found => found[1] ?? found[2] ?? '').find(name => env[name] === undefined);
      if (missing !== undefined) return { problem: `${missing} is not set` };
      word += body.replaceAll(variable, (_whole, braced: string | undefined, bare: string | undefined) => env[braced ?? bare ?? ''] ?? '');
    }
    words.push(word);
  }
  const [program, ...args] = words;
  return program === undefined ? { problem: 'it is empty' } : { program, args };
}

const variable = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g;

/**
 * Why the output of a command that ended with 0 does not show what the plan expects; null when it does. Counts are compared where both sides have
 * one: `12 passed` of a test runner, a bare number of `grep -c`. Anything else rests on the exit code.
 */
export function shortfall(expect: string, output: string): string | null {
  // eslint-disable-next-line no-control-regex -- colours of a test runner
  const plain = output.replace(/\u001B\[[0-9;]*m/g, '');
  const passed = /^([\d,]+) passed/.exec(expect)?.[1];
  if (passed !== undefined) {
    const found = [...plain.matchAll(/\b(\d+) passed/g)].map(match => Number(match[1]));
    const wanted = Number(passed.replaceAll(',', ''));
    return found.length === 0 || Math.max(...found) >= wanted ? null : `${Math.max(...found)} passed, ${wanted} expected`;
  }
  const count = /^\d+$/.test(expect) ? Number(expect) : null;
  const printed = /^\s*(\d+)\s*$/.exec(plain)?.[1];
  if (count === null || printed === undefined) return null;
  const enough = count === 0 ? Number(printed) === 0 : Number(printed) >= count;
  return enough ? null : `${printed}, ${count} expected`;
}
