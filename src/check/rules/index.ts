import type { Rule } from '../rule.ts';
import architectureBudget from './architecture/budget.ts';
import architectureComponentEnded from './architecture/component-ended.ts';
import architectureContractMissing from './architecture/contract-missing.ts';
import architectureErrorUndeclared from './architecture/error-undeclared.ts';
import architectureErrorUnused from './architecture/error-unused.ts';
import architectureFieldDisagrees from './architecture/field-disagrees.ts';
import architectureForeignKey from './architecture/foreign-key.ts';
import architectureImplementationCode from './architecture/implementation-code.ts';
import architectureIndexUnused from './architecture/index-unused.ts';
import architectureKeyType from './architecture/key-type.ts';
import architectureModelAgreement from './architecture/model-agreement.ts';
import architectureModelWithoutSchema from './architecture/model-without-schema.ts';
import architectureNoIdempotency from './architecture/no-idempotency.ts';
import architectureNoPagination from './architecture/no-pagination.ts';
import architectureRouteIncomplete from './architecture/route-incomplete.ts';
import architectureRouterWithoutRoutes from './architecture/router-without-routes.ts';
import architectureWrongDatabase from './architecture/wrong-database.ts';
import diagramsEmpty from './diagrams/empty.ts';
import diagramsErModels from './diagrams/er-models.ts';
import diagramsFlowParts from './diagrams/flow-parts.ts';
import diagramsGanttAfter from './diagrams/gantt-after.ts';
import diagramsGanttDate from './diagrams/gantt-date.ts';
import diagramsGanttGraph from './diagrams/gantt-graph.ts';
import diagramsParse from './diagrams/parse.ts';
import diagramsParticipant from './diagrams/participant.ts';
import diagramsUnknownName from './diagrams/unknown-name.ts';
import diagramsUnsafe from './diagrams/unsafe.ts';
import generationClaimDisagrees from './generation/claim-disagrees.ts';
import generationFactAge from './generation/fact-age.ts';
import generationFactDisagrees from './generation/fact-disagrees.ts';
import generationNewerTool from './generation/newer-tool.ts';
import generationNodeMissing from './generation/node-missing.ts';
import generationStale from './generation/stale.ts';
import generationTaskDisagrees from './generation/task-disagrees.ts';
import idsDangling from './ids/dangling.ts';
import idsDuplicate from './ids/duplicate.ts';
import idsProseOnly from './ids/prose-only.ts';
import idsRenumbered from './ids/renumbered.ts';
import idsRetired from './ids/retired.ts';
import idsUnknownName from './ids/unknown-name.ts';
import privacyCoordinates from './privacy/coordinates.ts';
import privacyEmail from './privacy/email.ts';
import privacyPolyline from './privacy/polyline.ts';
import privacySecret from './privacy/secret.ts';
import privacyUnhandled from './privacy/unhandled.ts';
import requirementsCompound from './requirements/compound.ts';
import requirementsContradiction from './requirements/contradiction.ts';
import requirementsCriterionForm from './requirements/criterion-form.ts';
import requirementsCriterionMissing from './requirements/criterion-missing.ts';
import requirementsMetricTarget from './requirements/metric-target.ts';
import requirementsNfrDisagrees from './requirements/nfr-disagrees.ts';
import requirementsNfrTarget from './requirements/nfr-target.ts';
import requirementsNoCriteriaAtAll from './requirements/no-criteria-at-all.ts';
import requirementsNoCriterion from './requirements/no-criterion.ts';
import requirementsScenarioMissing from './requirements/scenario-missing.ts';
import statusDecisionOverdue from './status/decision-overdue.ts';
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
import structureHeadingNumber from './structure/heading-number.ts';
import structureHeadingSkip from './structure/heading-skip.ts';
import structureLimit from './structure/limit.ts';
import structurePlaceholder from './structure/placeholder.ts';
import structureSectionEmpty from './structure/section-empty.ts';
import structureSectionMissing from './structure/section-missing.ts';
import structureSectionOrder from './structure/section-order.ts';
import structureTableRagged from './structure/table-ragged.ts';
import structureTitle from './structure/title.ts';
import structureWordBudget from './structure/word-budget.ts';
import traceCriterionWithoutTest from './trace/criterion-without-test.ts';
import traceNoSource from './trace/no-source.ts';
import traceRequirementUnplanned from './trace/requirement-unplanned.ts';
import traceRequirementWithoutTask from './trace/requirement-without-task.ts';
import traceRouteUnused from './trace/route-unused.ts';
import traceSourceMoved from './trace/source-moved.ts';
import traceSuspect from './trace/suspect.ts';
import traceTaskWithoutPurpose from './trace/task-without-purpose.ts';
import traceUnanswered from './trace/unanswered.ts';
import traceUnknownRequirement from './trace/unknown-requirement.ts';
import wbsBoxMissing from './wbs/box-missing.ts';
import wbsCycle from './wbs/cycle.ts';
import wbsDatesReversed from './wbs/dates-reversed.ts';
import wbsDecisionFirst from './wbs/decision-first.ts';
import wbsDoneDisagrees from './wbs/done-disagrees.ts';
import wbsDuplicateTask from './wbs/duplicate-task.ts';
import wbsEstimateSource from './wbs/estimate-source.ts';
import wbsHoursOrder from './wbs/hours-order.ts';
import wbsLeafSize from './wbs/leaf-size.ts';
import wbsMilestoneDuration from './wbs/milestone-duration.ts';
import wbsMilestoneOrder from './wbs/milestone-order.ts';
import wbsNearDuplicate from './wbs/near-duplicate.ts';
import wbsNoVerify from './wbs/no-verify.ts';
import wbsNumberGroup from './wbs/number-group.ts';
import wbsParallelFile from './wbs/parallel-file.ts';
import wbsPhaseOrder from './wbs/phase-order.ts';
import wbsSprintOverCapacity from './wbs/sprint-over-capacity.ts';
import wbsSum from './wbs/sum.ts';
import wbsTableDisagrees from './wbs/table-disagrees.ts';
import wbsTitleForm from './wbs/title-form.ts';
import wbsUnknownTask from './wbs/unknown-task.ts';
import wbsWaitsForLater from './wbs/waits-for-later.ts';
import wbsWeeksOverlap from './wbs/weeks-overlap.ts';
import wordingRepeatedSentence from './wording/repeated-sentence.ts';
import wordingVague from './wording/vague.ts';
import wordingWeak from './wording/weak.ts';

/** Every rule, in the order of the reference page. A test holds that no file of this folder is left out. */
export const rules: readonly Rule[] = [
  architectureBudget,
  architectureComponentEnded,
  architectureContractMissing,
  architectureErrorUndeclared,
  architectureErrorUnused,
  architectureFieldDisagrees,
  architectureForeignKey,
  architectureImplementationCode,
  architectureIndexUnused,
  architectureKeyType,
  architectureModelAgreement,
  architectureModelWithoutSchema,
  architectureNoIdempotency,
  architectureNoPagination,
  architectureRouteIncomplete,
  architectureRouterWithoutRoutes,
  architectureWrongDatabase,
  diagramsEmpty,
  diagramsErModels,
  diagramsFlowParts,
  diagramsGanttAfter,
  diagramsGanttDate,
  diagramsGanttGraph,
  diagramsParse,
  diagramsParticipant,
  diagramsUnknownName,
  diagramsUnsafe,
  generationClaimDisagrees,
  generationFactAge,
  generationFactDisagrees,
  generationNewerTool,
  generationNodeMissing,
  generationStale,
  generationTaskDisagrees,
  idsDangling,
  idsDuplicate,
  idsProseOnly,
  idsRenumbered,
  idsRetired,
  idsUnknownName,
  privacyCoordinates,
  privacyEmail,
  privacyPolyline,
  privacySecret,
  privacyUnhandled,
  requirementsCompound,
  requirementsContradiction,
  requirementsCriterionForm,
  requirementsCriterionMissing,
  requirementsMetricTarget,
  requirementsNfrDisagrees,
  requirementsNfrTarget,
  requirementsNoCriteriaAtAll,
  requirementsNoCriterion,
  requirementsScenarioMissing,
  statusDecisionOverdue,
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
  structureHeadingNumber,
  structureHeadingSkip,
  structureLimit,
  structurePlaceholder,
  structureSectionEmpty,
  structureSectionMissing,
  structureSectionOrder,
  structureTableRagged,
  structureTitle,
  structureWordBudget,
  traceCriterionWithoutTest,
  traceNoSource,
  traceRequirementUnplanned,
  traceRequirementWithoutTask,
  traceRouteUnused,
  traceSourceMoved,
  traceSuspect,
  traceTaskWithoutPurpose,
  traceUnanswered,
  traceUnknownRequirement,
  wbsBoxMissing,
  wbsCycle,
  wbsDatesReversed,
  wbsDecisionFirst,
  wbsDoneDisagrees,
  wbsDuplicateTask,
  wbsEstimateSource,
  wbsHoursOrder,
  wbsLeafSize,
  wbsMilestoneDuration,
  wbsMilestoneOrder,
  wbsNearDuplicate,
  wbsNoVerify,
  wbsNumberGroup,
  wbsParallelFile,
  wbsPhaseOrder,
  wbsSprintOverCapacity,
  wbsSum,
  wbsTableDisagrees,
  wbsTitleForm,
  wbsUnknownTask,
  wbsWaitsForLater,
  wbsWeeksOverlap,
  wordingRepeatedSentence,
  wordingVague,
  wordingWeak,
];
