import * as z from 'zod';
import { Answers } from '../model/answers.ts';
import { Config } from '../model/config.ts';
import { Finding } from '../model/finding.ts';
import { Plan } from '../model/plan/index.ts';
import { ProposalsFile } from '../model/proposal.ts';
import { SampleModel } from '../model/samples.ts';
import { SpecSource } from '../model/spec.ts';

const version = z.literal(1);

const published = {
  'answers.schema.json': Answers,
  'config.schema.json': Config,
  'inspect-spec.schema.json': z.object({ schemaVersion: version, sources: z.array(SpecSource), findings: z.array(Finding) }),
  'inspect-samples.schema.json': z.object({ schemaVersion: version, models: z.array(SampleModel), findings: z.array(Finding) }),
  'plan.schema.json': Plan,
  'proposals.schema.json': ProposalsFile,
};

/** JSON Schemas (draft 2020-12) of what other tools may rely on, by file name; made from the zod schemas that the tool itself reads with. */
export function jsonSchemas(): Map<string, string> {
  return new Map(Object.entries(published).map(([name, schema]) => [name, `${JSON.stringify(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', reused: 'ref' }), null, 2)}\n`]));
}
