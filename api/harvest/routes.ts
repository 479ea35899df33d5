import express, { Router } from 'express';
import type { ApiDeps } from '../deps.ts';
import { compressed } from '../http/transport/compressed.ts';
import { addPath } from '../http/routes.ts';
import { createOai } from './oai.ts';
import { robots } from './robots.ts';
import { createSitemap } from './sitemap.ts';

/** What programs of other libraries and search engines fetch, outside `/api/v1`: everybody may, nothing is changed. */
export function harvestRoutes(deps: ApiDeps): Router {
  const router = Router();
  const oai = createOai(deps);
  const form = express.text({ type: 'application/x-www-form-urlencoded', limit: '16kb' });
  addPath(router, '/oai', { get: [compressed, oai], post: [compressed, form, oai] });
  const sitemap = createSitemap(deps);
  addPath(router, '/sitemap.xml', { get: [compressed, sitemap] });
  addPath(router, '/sitemap-:part.xml', { get: [compressed, sitemap] });
  addPath(router, '/robots.txt', { get: [robots(deps)] });
  return router;
}
