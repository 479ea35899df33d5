import { parentPort, workerData } from 'node:worker_threads';
import { createDatabase } from '../../db/connect.ts';
import { readFigures } from '../../db/supervision/figures.ts';
import { createLog } from '../../process/log.ts';
import { fixedConnections } from '../connections.ts';
import { businessText } from './exposition.ts';
import type { FiguresAnswer, FiguresSetup } from './figures-source.ts';

/**
 * The thread that formats the database's figures for Prometheus: with 550 offices these are some 70,000 lines,
 * which would block the event loop of the requests.
 */
const { url, logLevel, patienceMs } = workerData as FiguresSetup;
const log = createLog({ level: logLevel, part: 'api' });
const { db } = createDatabase({ name: 'figures', url, max: fixedConnections.figures, log, patienceMs });

const answer = async (): Promise<FiguresAnswer> => {
  try {
    const figures = await readFigures(db);
    return { offices: figures.offices, text: new TextEncoder().encode(businessText(figures)) };
  } catch (err) {
    log.warn({ err }, 'business figures query failed');
    return null;
  }
};

parentPort?.on('message', () => {
  void answer().then((figures) => parentPort?.postMessage(figures, figures ? [figures.text.buffer] : []));
});
