import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { TypedSearchAttributes } from '@temporalio/common';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { Workflow } from '@temporalio/worker/lib/workflow/interface.js';
import { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm.js';
import type { Instant } from '../../../domain/time.ts';

/** Where the real workflows run, without a server and without a worker. */
export interface Sandbox {
  /** A run of `visitWorkflow` before its first activation. */
  begin(run: {
    readonly workflowId: string;
    readonly runId: string;
    readonly at: Instant;
  }): Promise<Workflow>;
}

const workflows = fileURLToPath(new URL('../../../workflows/index.ts', import.meta.url));
const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const filename = 'workflows.js';
/** Activities that a worker carries out within the workflow task. */
const carriedOutLocally = new Set(['recordMove']);
/** A limit would start a thread for each call, which takes more time than the call. */
const noLimit = undefined as unknown as number;

/** Bundles the workflows as they stand and loads them as a worker does, into this thread. */
export async function openSandbox(workflowsPath = workflows): Promise<Sandbox> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    preloadModules: ['@temporalio/workflow'], // loaded once for all runs; it keeps what belongs to a run apart itself
    logger: silent,
  });
  const sourceMap = { version: 3, sources: [], names: [], mappings: '', file: filename };
  // not by its `create`, which hooks every promise of the process in order to tell stack traces
  const creator = new ReusableVMWorkflowCreator(
    new Script(code, { filename }),
    { code, filename, sourceMap },
    noLimit,
    carriedOutLocally,
  );
  return {
    begin: ({ workflowId, runId, at }) =>
      creator.createWorkflow({
        now: at,
        showStackTraceSources: false,
        randomnessSeed: [...Buffer.from(runId)],
        info: {
          workflowId,
          runId,
          workflowType: 'visitWorkflow',
          searchAttributes: {},
          typedSearchAttributes: new TypedSearchAttributes(),
          taskQueue: 'visits',
          namespace: 'simulated',
          firstExecutionRunId: runId,
          originalExecutionRunId: runId,
          startTime: new Date(at),
          runStartTime: new Date(at),
          taskTimeoutMs: 5_000,
          attempt: 1,
          historyLength: 0,
          historySize: 0,
          continueAsNewSuggested: false,
          targetWorkerDeploymentVersionChanged: false,
          unsafe: {
            now: () => at,
            isReplaying: false,
            isReplayingHistoryEvents: false,
            random: { random: Math.random, uuid4: () => '', fillRandom: (bytes) => bytes },
          },
        },
      }),
  };
}
