import type { ContractField } from '../../../model/plan/index.ts';
import type { JsonValue } from './json.ts';

/** One field of a contract, required and without a bound unless told. */
export const part = (name: string, type: string, where: ContractField['in'], example: JsonValue, over: Partial<ContractField> = {}): ContractField => ({ name, type, required: true, nullable: false, unit: null, constraint: null, in: where, example, ...over });
