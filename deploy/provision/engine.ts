import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { visitTaskQueue } from '../../domain/visits/messages.ts';
import type { Log } from '../../process/log.ts';
import {
  indexedValueTypes,
  readSearchAttributes,
  searchAttributeNames,
  searchAttributes,
  type SearchAttribute,
} from '../../process/search-attributes.ts';
import { PartError } from '../embedded/part.ts';
import { clockFindings, engineLead, type Lead } from './clocks.ts';
import type { Finding } from './finding.ts';
import {
  codeOf,
  grpc,
  isRefusal,
  keyFault,
  openEngine,
  reasonOf,
  within,
  type EngineAddress,
} from './line.ts';

/** How long a namespace keeps ended visits: an ID card may stay overnight, and update ids must be known as long. */
export const retentionHours = 72;

/** The oldest server on which the whole product was proven (`npm run cluster`). */
const oldestServer = [1, 31] as const;

/** A new namespace or attribute is known to every part of a server by then. */
const knownWithinMs = 30_000;
const askAgainAfterMs = 200;

interface EngineGround {
  readonly connection: Connection;
  readonly namespace: string;
  readonly address: string;
  readonly log: Log;
}

/**
 * Checks everything a visit needs of the engine and creates what is missing and may be created. Repeatable, and safe
 * from several machines at once. Answers what an operator should know; throws a PartError with what somebody has to do
 * when visits could not be carried out.
 */
export async function provisionEngine(options: {
  engine: EngineAddress;
  namespace: string;
  /** The lead of the database's clock. */
  database: Lead;
  log: Log;
}): Promise<Finding[]> {
  const { engine, namespace, database, log } = options;
  const connection = await openEngine(engine, { log });
  try {
    const ground = { connection, namespace, address: engine.address, log };
    const [server, kept] = await Promise.all([checkServer(ground), provisionNamespace(ground)]);
    const [attributes, lead] = await Promise.all([
      provisionAttributes(ground),
      engineLead(connection, namespace),
    ]);
    return [...server, ...kept, ...attributes, ...clockFindings({ database, engine: lead })];
  } finally {
    await connection.close();
  }
}

async function checkServer({ connection }: EngineGround): Promise<Finding[]> {
  const { serverVersion } = await within(connection, () => connection.workflowService.getSystemInfo({}));
  if (!isOlder(serverVersion, oldestServer)) return [];
  const message = `The engine is version ${serverVersion}. Kunjung is proven from ${oldestServer.join('.')} on: upgrade the engine.`;
  return [{ message }];
}

/** Whether a version such as `1.31.2` is older than major and minor; a version of another form is not. */
export function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, theirMajor, theirMinor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  if (theirMajor === undefined) return false;
  return (Number(theirMajor) - major || Number(theirMinor) - minor) < 0;
}

async function provisionNamespace(ground: EngineGround): Promise<Finding[]> {
  const { connection, namespace } = ground;
  const { workflowService } = connection;
  try {
    const { config } = await within(connection, () => workflowService.describeNamespace({ namespace }));
    const hours = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 3_600;
    return hours >= retentionHours ? [] : [shortRetention(ground, hours)];
  } catch (error) {
    if (isRefusal(error)) throw new PartError(keyFault(error), { exitCode: 2 });
    if (codeOf(error) !== grpc.notFound) throw error;
  }
  await createNamespace(ground);
  return [];
}

function shortRetention({ namespace, address }: EngineGround, hours: number): Finding {
  return {
    message:
      `The engine keeps ended visits of the namespace ${namespace} for ${Math.round(hours * 10) / 10} hours. ` +
      `It should be ${retentionHours} or more: a repeated press is recognised, and a card returned, only as long.`,
    command: `temporal operator namespace update -n ${namespace} --retention ${retentionHours}h --address ${address}`,
  };
}

async function createNamespace({ connection, namespace, address, log }: EngineGround): Promise<void> {
  const { workflowService } = connection;
  try {
    const workflowExecutionRetentionPeriod = { seconds: retentionHours * 3_600 } as never;
    await within(connection, () =>
      workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod }),
    );
    log.info({ namespace, retentionHours }, 'Temporal namespace created');
  } catch (error) {
    // another launcher was first
    if (codeOf(error) !== grpc.alreadyExists) {
      throw new PartError(
        `TEMPORAL_NAMESPACE: the engine has no namespace ${namespace}, and does not let us create it (${reasonOf(error)}). ` +
          `An operator runs:\n  temporal operator namespace create -n ${namespace} --retention ${retentionHours}h --address ${address}`,
        { exitCode: 2 },
      );
    }
  }
  await untilKnown(connection, () =>
    workflowService.describeTaskQueue({ namespace, taskQueue: { name: visitTaskQueue } }),
  );
}

async function provisionAttributes(ground: EngineGround): Promise<Finding[]> {
  try {
    const missing = await missingAttributes(ground);
    if (missing.length === 0) return [];
    const refusal = await addAttributes(ground, missing);
    const still = await missingAttributes(ground); // another launcher may have added them
    if (still.length === 0) return [];
    const reason = refusal ?? 'one of another type has the name';
    return [withoutAttributes(ground, still, reason)];
  } catch (error) {
    return [withoutAttributes(ground, searchAttributeNames, reasonOf(error))];
  }
}

/** Adds attributes; why not, when the engine refuses. */
async function addAttributes(
  { connection, namespace, log }: EngineGround,
  names: readonly SearchAttribute[],
): Promise<string | null> {
  const types = names.map((name) => [name, indexedValueTypes[searchAttributes[name]]]);
  try {
    await within(connection, () =>
      connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(types) as Record<string, number>,
      }),
    );
    // validated by the part of the server that takes new visits
    await untilKnown(connection, () =>
      connection.workflowService.countWorkflowExecutions({
        namespace,
        query: names.map((name) => `${name} is null`).join(' and '),
      }),
    );
    log.info({ attributes: names }, 'Temporal search attributes added');
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

async function missingAttributes({ connection, namespace }: EngineGround): Promise<SearchAttribute[]> {
  const there = await within(connection, () => readSearchAttributes(connection, namespace));
  return searchAttributeNames.filter((name) => !there.has(name));
}

function withoutAttributes(
  { namespace, address }: EngineGround,
  names: readonly SearchAttribute[],
  reason: string,
): Finding {
  const wanted = names.map((name) => `--name ${name} --type ${searchAttributes[name]}`).join(' ');
  return {
    message:
      `The engine lacks the search attributes ${names.join(', ')}, and does not let us add them (${reason}). ` +
      'Visits work without them; they can only not be searched for in the engine.',
    command: `temporal operator search-attribute create -n ${namespace} ${wanted} --address ${address}`,
  };
}

/** Asks until the server knows what was just created, or should have learnt it. */
async function untilKnown(connection: Connection, ask: () => Promise<unknown>): Promise<void> {
  const giveUpAt = performance.now() + knownWithinMs;
  for (;;) {
    try {
      await within(connection, ask);
      return;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await pause(askAgainAfterMs);
    }
  }
}
