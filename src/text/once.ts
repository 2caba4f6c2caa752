/**
 * A function whose result is made once for an object and kept as long as that lives: the patterns of a word list are compiled for the first
 * sentence only. `keyOf` names the part that the result depends on, so that a copy of the whole with the same part makes nothing anew.
 */
export function oncePer<Of, Made>(keyOf: (of: Of) => WeakKey, make: (of: Of) => Made): (of: Of) => Made {
  const made = new WeakMap<WeakKey, { value: Made }>();
  return (of) => {
    const key = keyOf(of);
    const known = made.get(key) ?? { value: make(of) };
    made.set(key, known);
    return known.value;
  };
}

/** The same for a text held against an object: one sentence is read with one lexicon many times. */
export function oncePerText<Of extends WeakKey, Made>(make: (text: string, of: Of) => Made): (text: string, of: Of) => Made {
  const textsOf = oncePer((of: Of) => of, () => new Map<string, { value: Made }>());
  return (text, of) => {
    const texts = textsOf(of);
    const known = texts.get(text) ?? { value: make(text, of) };
    texts.set(text, known);
    return known.value;
  };
}
