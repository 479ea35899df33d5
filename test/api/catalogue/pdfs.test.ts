import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../world/programs/program.ts';
import { makeDocument } from '../../world/softcopies/documents.ts';
import { useResource, useWorld } from '../../world/use.ts';

const world = useWorld();
const folder = useResource(async () => {
  const path = await mkdtemp(`${tmpdir()}/pdfs-`);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
});

const head = 'publication_number;title;year;pdf';

beforeAll(async () => {
  await mkdir(`${folder.path}/pdfs`);
  await writeFile(`${folder.path}/pdfs/a.pdf`, makeDocument([{}, { rotate: 90 }]));
  await writeFile(`${folder.path}/pdfs/b.pdf`, makeDocument([{}, {}, {}]));
  await writeFile(
    `${folder.path}/pdfs/script.pdf`,
    makeDocument([{}], { catalog: '/OpenAction<</S/JavaScript/JS(x)>>' }),
  );
});

/** Runs `npm run catalogue` on the suite's database, with a folder of softcopies of its own. */
async function catalogue(...args: string[]): Promise<string> {
  const program = run(['catalogue', ...args, '--office', world.office], {
    env: { DATABASE_URL: world.databaseUrl, SOFTCOPY_DIR: `${folder.path}/softcopies` },
  });
  const code = await program.ended;
  return `${program.out()}${program.err()}code ${code}`;
}

async function importing(name: string, lines: string[], ...args: string[]): Promise<string> {
  await writeFile(`${folder.path}/${name}`, [head, ...lines].join('\n'));
  return catalogue('import', `${folder.path}/${name}`, '--pdfs', `${folder.path}/pdfs`, ...args);
}

const softcopies = async (): Promise<{ title: string; softcopy: boolean; pages: number | null }[]> => {
  const { rows } = await sql<{ title: string; softcopy: boolean; pages: number | null }>`
    select p.title, i.softcopy, o.pages from publication p join publication_index i using (id)
    left join softcopy_original o on o.sha256 = p.original order by p.title
  `.execute(world.db);
  return rows;
};

describe('an import that names PDFs', { timeout: 120_000 }, () => {
  test('tried out, keeps nothing', async () => {
    const told = await importing('one.csv', ['65000.2401;Satu;2024;a.pdf'], '--dry-run');
    expect(told).toMatch(/1 added, 0 changed, 0 left, 0 refused; nothing was changed.*\ncode 0/s);
    await expect(readdir(`${folder.path}/softcopies/originals`)).rejects.toThrow('ENOENT');
    expect(await softcopies()).toEqual([]);
  });

  test('gives publications their softcopies, and refuses the lines whose PDF is none', async () => {
    const told = await importing('two.csv', [
      '65000.2401;Satu;2024;a.pdf',
      '65000.2402;Dua;2024;',
      '65000.2403;Tiga;2024;script.pdf',
      '65000.2404;Empat;2024;hilang.pdf',
    ]);
    expect(told).toMatch(/2 added, 0 changed, 0 left, 2 refused/);
    expect(told).toContain('This PDF holds scripts');
    expect(told).toContain('Its PDF was not found');
    expect(await softcopies()).toEqual([
      { title: 'Dua', softcopy: false, pages: null },
      { title: 'Satu', softcopy: true, pages: 2 },
    ]);
    expect(await readdir(`${folder.path}/softcopies/originals`)).toHaveLength(1);
    expect(await readdir(`${folder.path}/softcopies/work`)).toEqual([]);
  });

  test('refuses what is no file of the folder', async () => {
    await writeFile(`${folder.path}/outside.pdf`, makeDocument([{}]));
    const told = await importing('outside.csv', [
      '65000.2411;Di luar;2024;../outside.pdf',
      `65000.2412;Mutlak;2024;${folder.path}/outside.pdf`,
      '65000.2413;Folder;2024;.',
      '65000.2414;Di dalam berkas;2024;a.pdf/b.pdf',
    ]);
    expect(told).toMatch(/0 added, 0 changed, 0 left, 4 refused\.\ncode 1/);
    expect(await readdir(`${folder.path}/softcopies/originals`)).toHaveLength(1);
  });

  test('changes nothing when it is repeated, and a softcopy stays when a title changes', async () => {
    expect(await importing('two.csv', ['65000.2401;Satu;2024;a.pdf'])).toMatch(/0 added, 0 changed, 1 left/);
    expect(await importing('two.csv', ['65000.2401;Satu baru;2024;'])).toMatch(/0 added, 1 changed, 0 left/);
    expect(await softcopies()).toContainEqual({ title: 'Satu baru', softcopy: true, pages: 2 });
  });

  test('changes a publication whose PDF alone is another', async () => {
    expect(await importing('two.csv', ['65000.2401;Satu baru;2024;b.pdf'])).toMatch(
      /0 added, 1 changed, 0 left/,
    );
    expect(await softcopies()).toContainEqual({ title: 'Satu baru', softcopy: true, pages: 3 });
  });

  test('takes back what an export wrote, from the originals and without them', async () => {
    await catalogue('export', `${folder.path}/export.csv`);
    expect(await readFile(`${folder.path}/export.csv`, 'utf8')).toMatch(/;[0-9a-f]{64}\.pdf\n/);
    await copyFile(`${folder.path}/export.csv`, `${folder.path}/pdfs/export.csv`);
    const told = await catalogue('import', `${folder.path}/pdfs/export.csv`);
    expect(told).toMatch(/0 added, 0 changed, 2 left, 0 refused/);
  });
});
