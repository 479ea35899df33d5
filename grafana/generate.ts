import { writeFile } from 'node:fs/promises';
import { dashboardFiles } from './dashboards.ts';

const folder = new URL('./dashboards/', import.meta.url);

for (const [name, text] of dashboardFiles()) await writeFile(new URL(name, folder), text);
