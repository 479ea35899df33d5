export { dayWorkflow } from './day.ts';
export { visitWorkflow } from './visit.ts';
