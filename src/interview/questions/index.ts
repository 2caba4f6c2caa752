import type { Question } from '../question.ts';
import { bootstrap } from './bootstrap.ts';
import { capacity } from './capacity.ts';
import { charter } from './charter.ts';
import { design } from './design.ts';
import { detail } from './detail.ts';
import { evidence } from './evidence.ts';
import { law } from './law.ts';
import { work } from './work.ts';

/** The whole question catalogue. A new question is one entry in its step's file. */
export const questions: readonly Question[] = [...bootstrap, ...charter, ...capacity, ...law, ...design, ...evidence, ...detail, ...work];
