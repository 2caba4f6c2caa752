import type { Rule } from '../rule.ts';
import statusDraft from './status/draft.ts';
import statusFalseReady from './status/false-ready.ts';
import statusMissing from './status/missing.ts';
import statusOpenCount from './status/open-count.ts';
import structureBrokenLink from './structure/broken-link.ts';
import structureConflictMarker from './structure/conflict-marker.ts';
import structureDocumentMissing from './structure/document-missing.ts';
import structureFenceUnclosed from './structure/fence-unclosed.ts';
import structureFrontMatter from './structure/front-matter.ts';
import structureHeadingDuplicate from './structure/heading-duplicate.ts';
import structureHeadingSkip from './structure/heading-skip.ts';
import structureLimit from './structure/limit.ts';
import structurePlaceholder from './structure/placeholder.ts';
import structureSectionEmpty from './structure/section-empty.ts';
import structureSectionMissing from './structure/section-missing.ts';
import structureSectionOrder from './structure/section-order.ts';
import structureTableRagged from './structure/table-ragged.ts';
import structureTitle from './structure/title.ts';
import structureWordBudget from './structure/word-budget.ts';

/** Every rule, in the order of the reference page. A test holds that no file of this folder is left out. */
export const rules: readonly Rule[] = [
  statusDraft,
  statusFalseReady,
  statusMissing,
  statusOpenCount,
  structureBrokenLink,
  structureConflictMarker,
  structureDocumentMissing,
  structureFenceUnclosed,
  structureFrontMatter,
  structureHeadingDuplicate,
  structureHeadingSkip,
  structureLimit,
  structurePlaceholder,
  structureSectionEmpty,
  structureSectionMissing,
  structureSectionOrder,
  structureTableRagged,
  structureTitle,
  structureWordBudget,
];
