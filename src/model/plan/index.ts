export * from './api.ts';
export * from './data.ts';
export * from './plan.ts';
export * from './quality.ts';
export * from './requirement.ts';
export * from './service.ts';
export * from './work.ts';
export * from './workflow.ts';
