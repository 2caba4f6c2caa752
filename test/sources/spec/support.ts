import { asMarkdown } from '../../../src/markdown/foreign/markdown.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { SpecSource } from '../../../src/model/spec.ts';
import { readSpec } from '../../../src/sources/spec/read.ts';
import { knowledge } from '../../support/knowledge.ts';

/** Reads Markdown as a spec with the languages of `templates/`. */
export function spec(markdown: string, path = 'specs/feature/spec.md'): SpecSource {
  return readSpec(parseMarkdown(path, asMarkdown(markdown)), knowledge().languages).source;
}

export function findings(markdown: string): Finding[] {
  return readSpec(parseMarkdown('specs/feature/spec.md', asMarkdown(markdown)), knowledge().languages).findings;
}

/** Given, when and then of each scenario. */
export function steps(source: SpecSource): string[][][] {
  return source.scenarios.map(each => [each.given, each.when, each.then]);
}

/** Rule and first line of each finding. */
export function rules(markdown: string): string[] {
  return findings(markdown).map(each => `${each.rule}:${each.line}`);
}
