import type { RequestHandler } from 'express';
import type { ApiDeps } from '../deps.ts';
import { publicAddressOf } from '../http/public-address.ts';

/** Where search engines find the publications. Pages of persons tell by themselves that they are not to be listed. */
export function robots({ publicUrl }: Pick<ApiDeps, 'publicUrl'>): RequestHandler {
  return (request, response) => {
    const sitemap = `${publicAddressOf(request, publicUrl)}/sitemap.xml`;
    response
      .set('Cache-Control', 'public, max-age=3600')
      .type('text/plain')
      .send(`User-agent: *\nDisallow: /api/\n\nSitemap: ${sitemap}\n`);
  };
}
