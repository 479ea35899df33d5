import { isDatabaseOutage, type Database } from '../../db/connect.ts';
import { readPublication, type FoundPublication } from '../../db/catalogue/publications.ts';
import { publicationAddress } from '../../domain/catalogue/addresses.ts';
import { toJsonLd } from '../../domain/catalogue/json-ld.ts';
import type { Log } from '../../process/log.ts';
import { pathParams } from '../../wire/http/endpoint.ts';
import { dublinCoreOf } from '../harvest/dublin-core.ts';
import { untilDeadline } from '../http/transport/deadline.ts';
import { publicAddressOf } from '../http/public-address.ts';
import { filled, toJson, toText, type FillPage } from './filling.ts';

/** As much as search engines show. */
const longestDescription = 300;

/**
 * The page of a publication with its title and what describes it to search engines and reference managers: Dublin
 * Core, and a Book or Report of schema.org. A page of nothing is not to be listed.
 */
export function createPublicationPage({
  db,
  publicUrl,
  log,
}: {
  readonly db: Database;
  readonly publicUrl: string | null;
  readonly log: Log;
}): FillPage {
  return async (request, html) => {
    const id = pathParams.publication.safeParse(request.params['publication']);
    if (!id.success) return filled(html, { head: unlisted });
    try {
      const found = await untilDeadline(() => readPublication(db, id.data));
      if (!found) return filled(html, { head: unlisted });
      return filled(html, {
        title: `${found.title} · Pustaka`,
        head: headOf(found, publicAddressOf(request, publicUrl)),
      });
    } catch (error) {
      if (!isDatabaseOutage(error)) throw error;
      log.warn({ err: error }, 'publication page sent without its description');
      return filled(html, {});
    }
  };
}

const unlisted = '<meta name="robots" content="noindex" />';

function headOf(found: FoundPublication, base: string): string {
  const address = publicationAddress(base, found.id);
  const { title, abstract, region, subject, year } = found;
  const description = (abstract ?? [title, region, subject, year].filter(Boolean).join(' · ')).trim();
  const dublinCore = dublinCoreOf(found, base).map(({ name, value, language }) => {
    const lang = language === null ? '' : ` lang="${language}"`;
    return `<meta name="DC.${name}"${lang} content="${toText(value)}" />`;
  });
  return [
    `<meta name="description" content="${toText(description.slice(0, longestDescription))}" />`,
    `<link rel="canonical" href="${toText(address)}" />`,
    '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/" />',
    ...dublinCore,
    `<script type="application/ld+json">${toJson(toJsonLd(found, address))}</script>`,
  ].join('');
}
