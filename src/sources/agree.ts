import type { Finding } from '../model/finding.ts';
import type { Provider, ProviderField, ProviderModel } from '../model/knowledge.ts';
import type { SampleFacts, SampleField, SampleModel } from '../model/samples.ts';
import type { SpecSource } from '../model/spec.ts';
import { caseless } from '../text/regex.ts';

/** One field as the spec writes it. `entity` is null for a name in running text. */
interface Named {
  source: SpecSource;
  entity: string | null;
  name: string;
  line: number;
  endLine: number;
}

/** Sample model with the catalogue's model of the same name, when there is one. */
interface Known {
  provider: Provider | null;
  catalogue: ProviderModel | null;
  sample: SampleModel;
}

/** Names every stored record has of its own, whatever a provider sends. */
const own = /^(?:_?id|uuid|ksuid|created(?:_at)?|updated(?:_at)?|deleted_at|version|owner|user|user_id|.*_by)$/;

/**
 * Where spec and samples disagree (rule ids `agree/...`), each with both places and a question: a unit or name that differs, a field,
 * a record kind or a case of an enumeration that the spec names and no sample has. Nothing is said when there are no samples.
 */
export function compareSpecToSamples(specs: SpecSource[], samples: SampleFacts, providers: Provider[]): Finding[] {
  if (samples.models.length === 0) return [];
  const known = samples.models.map(sample => knownModel(sample, providers));
  return [...fieldFindings(specs, known), ...saidUnits(specs, known), ...entityFindings(specs, known), ...kindFindings(specs, samples, providers), ...caseFindings(specs, known)];
}

function knownModel(sample: SampleModel, providers: Provider[]): Known {
  const provider = providers.find(each => each.id === sample.provider) ?? null;
  return { provider, catalogue: provider?.models.find(each => each.name === sample.name) ?? null, sample };
}

function fieldFindings(specs: SpecSource[], known: Known[]): Finding[] {
  const found: Finding[] = [];
  const said = new Set<string>();
  const unmatched = new Map<string, { named: Named; names: string[]; model: Known }>();
  for (const named of specs.flatMap(namedFields)) {
    const model = named.entity === null ? null : (known.find(each => isAbout(named.entity ?? '', each)) ?? null);
    if (named.entity !== null && model === null) continue;
    if (model !== null && matchField(named.name, model) === null) {
      const key = `${named.source.path} ${named.entity ?? ''}`;
      const group = unmatched.get(key) ?? { named, names: [], model };
      const near = nearest(named.name, model);
      const shown = near === null ? named.name : `${named.name} (${near}?)`;
      if (!own.test(named.name) && !group.names.includes(shown)) group.names.push(shown);
      unmatched.set(key, group);
      continue;
    }
    const finding = compareField(named, model === null ? known : [model]);
    const key = `${finding?.rule ?? ''} ${named.source.path} ${named.entity ?? ''} ${named.name}`;
    if (finding === null || said.has(key)) continue;
    said.add(key);
    found.push(finding);
  }
  for (const { named, names, model } of unmatched.values()) {
    if (names.length === 0) continue;
    found.push(finding('agree/field-not-in-samples', 'info', named, `${named.entity ?? ''} has ${names.join(', ')} in the spec, and ${placeOf(model.sample)} has no field of ${names.length === 1 ? 'that name' : 'these names'}`, 'Which of them does the product store itself, and under which name does the source send the others?'));
  }
  return found;
}

/** Attributes of entities, fields of schema blocks, and names with an underscore in requirements. */
function namedFields(source: SpecSource): Named[] {
  const schema = source.facts.filter(each => each.kind === 'field').flatMap(each => {
    const match = /^([^.]+)\.([^:]+):/.exec(each.text);
    return match?.[1] === undefined || match[2] === undefined || match[2].includes('.') ? [] : [{ source, entity: match[1], name: snake(match[2]), line: each.line, endLine: each.endLine }];
  });
  const declared = new Set(schema.map(each => `${each.entity} ${each.name}`));
  const attributes = source.entities
    .filter(entity => entity.persisted !== false)
    .flatMap(entity => entity.attributes.map(attribute => ({ source, entity: entity.name, name: snake(attribute), line: entity.line, endLine: entity.endLine })))
    .filter(each => !declared.has(`${each.entity} ${each.name}`));
  const running = source.requirements.flatMap(each => [...each.text.matchAll(/(?<![\w/{:.])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/}])/g)].map(match => ({ source, entity: null, name: match[0], line: each.line, endLine: each.endLine })));
  return [...schema, ...attributes, ...running].filter(each => each.name !== '');
}

function snake(text: string): string {
  return text.trim().replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');
}

function isAbout(entity: string, { sample, catalogue }: Known): boolean {
  const name = entity.toLowerCase();
  const singular = name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
  return [sample.name, catalogue?.name, catalogue?.storedAs, ...(catalogue?.nouns ?? [])].some(each => each !== null && each !== undefined && [name, singular].includes(each.toLowerCase()));
}

interface Match {
  row: ProviderField | null;
  field: SampleField | null;
  model: Known;
}

function compareField(named: Named, models: Known[]): Finding | null {
  const match = models.map(model => matchField(named.name, model)).find(each => each !== null) ?? null;
  if (match === null) return null;
  const upstream = match.field?.path ?? match.row?.path ?? '';
  if (match.field === null) {
    return finding('agree/field-not-in-samples', 'warning', named, `The spec needs ${named.name} (${upstream} at the source), and no record of ${placeOf(match.model.sample)} has it`, 'Is it sent only under another scope or in the detailed record? Add a sample that has it, or take it out of the spec.');
  }
  const wanted = unitOf(named.name);
  // A suffix too short to mean a unit by itself does so beside the same name with another unit: weight_kg and weight_g.
  const sent = match.row?.unit ?? match.field.unit ?? unitOf(snake(upstream.split('.').at(-1) ?? ''));
  const evidence = match.field.evidence[0];
  const place = evidence === undefined ? placeOf(match.model.sample) : `${evidence.file}#${evidence.pointer}`;
  if (wanted !== null && sent !== null && wanted !== sent) {
    return finding('agree/unit-differs', 'warning', named, `The spec says ${named.name} (${wanted}), the samples send ${upstream} in ${sent} (${place})`, `Store ${sent} as sent and convert to ${wanted} on output, or convert once on import?`);
  }
  if (same(named.name) !== same(snake(upstream.split('.').at(-1) ?? '')) && match.row !== null && named.name !== match.row.name) {
    return finding('agree/name-differs', 'info', named, `The spec says ${named.name}, the samples say ${upstream} (${place})`, `Is ${named.name} the same as ${upstream}? It is planned as ${match.row.name}.`);
  }
  return null;
}

/** The field a spec name means: the same last key, the catalogue's stored name or alias, or the key without the unit in its name. */
function matchField(name: string, model: Known): Match | null {
  const leaf = (path: string): string => snake(path.split('.').at(-1)?.replace(/\[\]/g, '') ?? '');
  const compact = same(name);
  const row = model.catalogue?.fields.find(each => [each.path, each.name, ...(each.aliases ?? [])].some(known => snake(known) === name)) ?? model.catalogue?.fields.find(each => same(leaf(each.path)) === compact) ?? null;
  const fields = model.sample.fields;
  const field = row === null ? fields.find(each => leaf(each.path) === name) ?? fields.find(each => same(leaf(each.path)) === compact) : fields.find(each => each.path === row.path);
  return row === null && field === undefined ? null : { row, field: field ?? null, model };
}

/** A field of the model whose name begins with the same long word, such as order_number for order_no; null when several do. */
function nearest(name: string, { sample }: Known): string | null {
  const [first = ''] = name.split('_');
  const near = first.length < 4 ? [] : sample.fields.filter(({ path }) => !path.includes('.') && snake(path) !== first && snake(path).split('_')[0] === first);
  return near.length === 1 ? (near[0]?.path ?? null) : null;
}

/** Unit symbols as they end a field name. */
const unitSuffix: Record<string, string> = {
  km: 'km', mi: 'mi', miles: 'mi', m: 'm', meters: 'm', metres: 'm', ft: 'ft', s: 's', sec: 's', secs: 's', seconds: 's', min: 'min', mins: 'min', minutes: 'min', h: 'h', hours: 'h', ms: 'ms',
  kg: 'kg', lb: 'lb', lbs: 'lb', g: 'g', kmh: 'km/h', kph: 'km/h', mph: 'mph', mps: 'm/s', bpm: 'bpm', rpm: 'rpm', w: 'W', watts: 'W', kj: 'kJ', kcal: 'kcal', c: '°C', f: '°F', kpa: 'kPa', mmhg: 'mmHg', hpa: 'hPa',
  cm: 'cm', mm: 'mm', grams: 'g', days: 'd', celsius: '°C', fahrenheit: '°F', percent: '%', pct: '%', eur: 'EUR', usd: 'USD', gbp: 'GBP', chf: 'CHF', cents: 'cent', kb: 'kB', mb: 'MB',
};

function unitOf(name: string): string | null {
  const parts = name.split('_');
  const last = parts.at(-1) ?? '';
  return parts.length > 1 ? (unitSuffix[last] ?? null) : null;
}

/** Name without unit, underscores and long forms of least and most, so that heart_rate and heartrate compare. */
function same(name: string): string {
  return stem(name).replace(/maximum/g, 'max').replace(/minimum/g, 'min').replace(/_/g, '');
}

/** Units as a sentence writes them behind "in". */
const unitWords: Record<string, string> = {
  miles: 'mi', mile: 'mi', mi: 'mi', kilometres: 'km', kilometers: 'km', km: 'km', metres: 'm', meters: 'm', feet: 'ft', ft: 'ft', minutes: 'min', hours: 'h', seconds: 's', milliseconds: 'ms', pounds: 'lb', lbs: 'lb', lb: 'lb', kilograms: 'kg', kg: 'kg', grams: 'g',
  'km/h': 'km/h', mph: 'mph', 'm/s': 'm/s', celsius: '°C', fahrenheit: '°F', millas: 'mi', kilómetros: 'km', metros: 'm', minutos: 'min', horas: 'h', meilen: 'mi', kilometern: 'km', metern: 'm', stunden: 'h',
};
const saidUnit = caseless(String.raw`(?<![\p{L}])(?:in|en)\s+(${Object.keys(unitWords).toSorted((a, b) => b.length - a.length).join('|')})(?![\p{L}/])`);
/** Words between a field and its unit: "the distance of a ride in miles". */
const apart = 48;

/** A demand that says the unit of a field in words, and another unit in the samples. */
function saidUnits(specs: SpecSource[], known: Known[]): Finding[] {
  const found: Finding[] = [];
  for (const source of specs) {
    for (const each of source.requirements) {
      const unit = saidUnit.exec(each.text);
      if (unit === null) continue;
      const wanted = unitWords[(unit[1] ?? '').toLowerCase()] ?? null;
      const before = each.text.slice(Math.max(0, unit.index - apart), unit.index).toLowerCase();
      for (const { sample, catalogue } of known) {
        const field = sample.fields.find(one => {
          const name = stem(snake(one.path.split('.').at(-1) ?? '')).replace(/_/g, ' ');
          return name.length > 4 && new RegExp(String.raw`(?<![\p{L}])${name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}s?(?![\p{L}])`, 'u').test(before);
        });
        const row = catalogue?.fields.find(one => one.path === field?.path);
        const sent = row?.unit ?? field?.unit ?? null;
        if (field === undefined || sent === null || wanted === null || sent === wanted) continue;
        const evidence = field.evidence[0];
        found.push(finding('agree/unit-differs', 'warning', { source, entity: null, name: field.path, line: each.line, endLine: each.endLine }, `The spec asks for ${field.path} in ${unit[1] ?? ''}, the samples send it in ${sent} (${evidence === undefined ? placeOf(sample) : `${evidence.file}#${evidence.pointer}`})`, `Store ${sent} as sent and convert to ${wanted} on output, or convert once on import?`));
        break;
      }
    }
  }
  return found;
}

/** Entities that the author lists and no sample holds, beside at least one that a sample does: one finding a spec. */
function entityFindings(specs: SpecSource[], known: Known[]): Finding[] {
  return specs.flatMap(source => {
    const listed = source.entities.filter(each => each.persisted !== false && each.implied !== true);
    const missing = listed.filter(each => !known.some(model => isAbout(each.name, model)));
    const [first] = missing;
    if (first === undefined || missing.length === listed.length) return [];
    const names = missing.map(each => each.name);
    return [finding('agree/entity-not-in-samples', 'info', { source, entity: first.name, name: first.name, line: first.line, endLine: first.endLine }, `${names.join(', ')} ${names.length === 1 ? 'stands' : 'stand'} in the spec, and none of the samples (${known.slice(0, 3).map(each => placeOf(each.sample)).join(', ')}) holds ${names.length === 1 ? 'it' : 'them'}`, 'Which of them does the product make itself? Add a sample of each that comes from the source.')];
  });
}

function stem(name: string): string {
  return unitOf(name) === null ? name : name.split('_').slice(0, -1).join('_');
}

/** Record kinds of an involved provider that a requirement names and no sample holds. */
function kindFindings(specs: SpecSource[], samples: SampleFacts, providers: Provider[]): Finding[] {
  const found: Finding[] = [];
  const present = new Set(samples.models.map(each => each.name));
  for (const provider of providers.filter(each => samples.models.some(model => model.provider === each.id))) {
    for (const model of provider.models.filter(each => each.kind === 'resource' && each.storedAs !== null && !present.has(each.name))) {
      const named = firstMention(specs, model.name.replace(/_/g, ' '));
      if (named === null) continue;
      found.push(finding('agree/kind-not-in-samples', 'warning', named, `The spec speaks of "${model.name.replace(/_/g, ' ')}", and none of the ${samples.files.length} sample files holds one`, `Add a sample of ${provider.name}'s ${model.name}, or does the spec mean something of its own?`));
    }
  }
  return found;
}

/** Cases of an enumeration (sports, states) that the spec names and no sample shows. */
function caseFindings(specs: SpecSource[], known: Known[]): Finding[] {
  const found: Finding[] = [];
  const said = new Set<string>();
  for (const { sample, catalogue } of known.filter(each => each.catalogue?.storedAs !== null && each.catalogue !== null)) {
    for (const field of sample.fields.filter(each => catalogue?.fields.some(row => row.path === each.path) === true)) {
      if (field.values === null || field.seen === undefined || field.seen.length === 0) continue;
      for (const value of field.values.filter(each => field.seen?.includes(each) === false && !said.has(each))) {
        const named = firstMention(specs, value.replace(/([a-z])([A-Z])/g, '$1 $2'));
        if (named === null) continue;
        said.add(value);
        found.push(finding('agree/case-not-in-samples', 'info', named, `The spec names ${value}, and no record of ${placeOf(sample)} has it as ${field.path}`, `Add a sample with ${field.path} ${value}; its fields may differ.`));
      }
    }
  }
  return found;
}

/** First requirement, scenario or entity that holds the word or a plain form of it. */
function firstMention(specs: SpecSource[], word: string): Named | null {
  const escaped = word.toLowerCase().replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  const last = escaped.at(-1) ?? '';
  const pattern = caseless(String.raw`(?<![\p{L}\p{N}])${escaped}(?:s|es|${last}?ing|${last}?ers?)?(?![\p{L}\p{N}])`);
  const plain = word.toLowerCase();
  // Looking for the bare word first is many times faster than the pattern, and hardly any line has it.
  const says = (text: string): boolean => text.toLowerCase().includes(plain) && pattern.test(text);
  for (const source of specs) {
    const line = [...source.requirements, ...source.scenarios].find(each => says(each.text)) ?? source.entities.find(each => says(each.name));
    if (line !== undefined) return { source, entity: null, name: word, line: line.line, endLine: line.endLine };
  }
  return null;
}

function placeOf(sample: SampleModel): string {
  const [first] = sample.files;
  return first === undefined ? sample.name : `${sample.name} (${first}${sample.files.length > 1 ? ` and ${sample.files.length - 1} more` : ''})`;
}

function finding(rule: string, severity: Finding['severity'], named: Named, message: string, help: string): Finding {
  return { rule, severity, message, file: named.source.path, line: named.line, column: 1, endLine: named.endLine, endColumn: 1, help };
}
