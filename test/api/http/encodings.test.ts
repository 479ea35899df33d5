import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pages } from '../../../domain/pages.mjs';
import { useWorld } from '../../world/use.ts';

const world = useWorld();

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** As it came over the line: `fetch` would decode it. */
function raw(path: string, headers: Record<string, string> = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = ask(`${world.base}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

const decode = { br: brotliDecompressSync, gzip: gunzipSync } as const;
const encodings = ['br', 'gzip'] as const;
const paths = pages.map(({ path }) => path.replace(/:\w+/, 'A'.repeat(22)));

/** Scripts and style sheets that the pages name. */
async function namedAssets(): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) =>
      [...(await raw(path)).bytes.toString().matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
        ([, path]) => path ?? '',
      ),
    ),
  );
  return [...new Set(found.flat())].filter((path) => /\.(js|css)$/.test(path));
}

describe('what pages load', () => {
  test.each(encodings)('comes in %s, the same after decoding, and for good', async (encoding) => {
    const assets = await namedAssets();
    expect(assets.length).toBeGreaterThan(8);
    for (const path of assets) {
      const plain = await raw(path);
      const packed = await raw(path, { 'accept-encoding': encoding });
      expect(plain.headers['content-encoding']).toBeUndefined();
      if (plain.bytes.length < 512) continue; // too small to gain
      expect(plain.headers.vary).toBe('Accept-Encoding');
      expect(packed.headers['content-type']?.toLowerCase()).toBe(plain.headers['content-type']);
      expect(packed.headers).toMatchObject({
        'content-encoding': encoding,
        'content-length': String(packed.bytes.length),
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
      });
      expect(packed.bytes.length).toBeLessThan(plain.bytes.length);
      expect(decode[encoding](packed.bytes).equals(plain.bytes)).toBe(true);
      expect(packed.headers.etag).not.toBe(plain.headers.etag);
      const again = await raw(path, {
        'accept-encoding': encoding,
        'if-none-match': packed.headers.etag ?? '',
      });
      expect(again).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
    }
  });

  test('comes as it is for who accepts nothing else', async () => {
    const [asset = ''] = await namedAssets();
    const { headers } = await raw(asset, { 'accept-encoding': 'br;q=0, gzip;q=0, identity' });
    expect(headers['content-encoding']).toBeUndefined();
  });
});

describe('answers', () => {
  test.each(encodings)(
    'of public addresses come in %s, with a tag that fits every encoding',
    async (encoding) => {
      await world.client().takeTicket();
      for (const path of [`/api/v1/offices/${world.office}`, '/api/v1/openapi.json', '/papan']) {
        const plain = await raw(path);
        const packed = await raw(path, { 'accept-encoding': encoding });
        expect(packed.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
        expect(decode[encoding](packed.bytes).equals(plain.bytes)).toBe(true);
      }
      const path = `/api/v1/offices/${world.office}/board`;
      const { headers } = await raw(path, { 'accept-encoding': encoding });
      expect(headers.etag).toMatch(/^W\//);
      for (const tag of [headers.etag ?? '', headers.etag?.slice(2) ?? '']) {
        expect(await raw(path, { 'if-none-match': tag })).toMatchObject({ status: 304 });
      }
    },
  );

  test('of a session are sent as they are, whatever they hold', async () => {
    const staff = await world.client().signIn('supervisor');
    const { headers, bytes } = await raw(`/api/v1/offices/${world.office}/supervision`, {
      'accept-encoding': 'br, gzip',
      cookie: staff.cookie,
    });
    expect(bytes.length).toBeGreaterThan(1_024);
    expect(headers['content-encoding']).toBeUndefined();
  });
});
