/** The task queue of complaints, apart from that of visits: cases last for weeks, and nobody waits for a look at one. */
export const complaintQueueOf = (taskQueue: string): string => `${taskQueue}-complaints`;

/** The workflow id of a complaint. */
export const complaintWorkflowIdOf = (id: string): string => `complaint:${id}`;
