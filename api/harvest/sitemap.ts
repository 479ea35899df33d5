import type { RequestHandler } from 'express';
import { countFindable, listFindable } from '../../db/catalogue/harvest.ts';
import { publicationAddress } from '../../domain/catalogue/addresses.ts';
import { toIso } from '../../domain/time.ts';
import type { ApiDeps } from '../deps.ts';
import { untilDeadline } from '../http/transport/deadline.ts';
import { ProblemError } from '../http/problem.ts';
import { publicAddressOf } from '../http/public-address.ts';
import { element, xmlDocument, type Content } from './xml.ts';

/** What one file may hold, by the protocol (https://www.sitemaps.org). */
const mostInFile = 50_000;

/**
 * The pages of all publications for search engines: one file, or an index of files. Nothing is not found. `:part` of
 * the path is the number of a file, from 1.
 */
export function createSitemap({ db, publicUrl }: Pick<ApiDeps, 'db' | 'publicUrl'>): RequestHandler {
  return async (request, response) => {
    const base = publicAddressOf(request, publicUrl);
    const asked = request.params['part'];
    const document = await untilDeadline(async () => {
      const files = Math.ceil((await countFindable(db)) / mostInFile);
      const part = asked === undefined ? 1 : /^[1-9]\d{0,3}$/.test(String(asked)) ? Number(asked) : 0;
      if (part < 1 || part > files) throw new ProblemError('not-found');
      if (asked === undefined && files > 1) return sitemap('sitemapindex', filesOf(base, files));
      const pages = await listFindable(db, { skip: (part - 1) * mostInFile, limit: mostInFile });
      return sitemap(
        'urlset',
        pages.map(({ id, changedAt }) =>
          element('url', [
            element('loc', publicationAddress(base, id)),
            element('lastmod', toIso(changedAt)),
          ]),
        ),
      );
    });
    response.set('Cache-Control', 'public, max-age=3600').type('text/xml').send(document);
  };
}

function sitemap(name: string, content: Content): string {
  return xmlDocument(element(name, content, { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' }));
}

function filesOf(base: string, files: number): Content {
  return Array.from({ length: files }, (_, index) =>
    element('sitemap', element('loc', `${base}/sitemap-${index + 1}.xml`)),
  );
}
