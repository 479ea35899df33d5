export { dayWorkflow } from './day.ts';
export { mailWorkflow } from './mail.ts';
export { visitWorkflow } from './visit.ts';
