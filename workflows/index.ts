export { collectionImportWorkflow, collectionImportsWorkflow } from './collection-import.ts';
export { complaintWorkflow } from './complaint.ts';
export { dayWorkflow } from './day.ts';
export { mailWorkflow } from './mail.ts';
export { memberWorkflow } from './member.ts';
export { softcopyWorkflow } from './softcopy.ts';
export { visitWorkflow } from './visit.ts';
