export { visitWorkflow } from './visit.ts';
