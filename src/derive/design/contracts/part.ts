import type { ContractField, Field } from '../../../model/plan/index.ts';
import type { Context } from '../context.ts';
import { exampleOf } from './example.ts';
import type { JsonValue } from './json.ts';

/** One field of a contract, required and without a bound unless told. */
export const part = (name: string, type: string, where: ContractField['in'], example: JsonValue, over: Partial<ContractField> = {}): ContractField => ({ name, type, required: true, nullable: false, unit: null, constraint: null, in: where, example, ...over });

/** The values of an enumeration; of a long one the first, with their number and where the others stand. */
const valuesText = (id: string, values: readonly string[]): string => (values.length <= 12 ? values.join(', ') : `${values.slice(0, 4).join(', ')} and ${values.length - 4} more of ${id}`);

/** A stored field as callers send it or get it. */
export function ofField(ctx: Context, f: Field, where: ContractField['in'], required: boolean): ContractField {
  return part(f.name, f.type, where, exampleOf(f, ctx.lexicon.attributes), { required: required && !f.nullable, nullable: f.nullable, unit: f.unit, constraint: f.values === null ? f.constraint : valuesText(f.id, f.values) });
}
