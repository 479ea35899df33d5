import { readFile } from 'node:fs/promises';
import { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import helmet from 'helmet';
import { pages } from '../../domain/pages.mjs';
import { builtFiles, compressed } from '../http/transport/compressed.ts';
import { ProblemError } from '../http/problem.ts';
import { addPath } from '../http/routes.ts';
import { officeCode } from '../../wire/fields.ts';
import { askedLanguage, type FillPage } from './filling.ts';

const folder = new URL('../../dist/pages/', import.meta.url);

const self = ["'self'"];
const none = ["'none'"];

const pageHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: none,
      baseUri: none,
      frameAncestors: none,
      scriptSrc: self,
      styleSrc: self,
      fontSrc: self,
      mediaSrc: self,
      connectSrc: self,
      manifestSrc: self,
      workerSrc: self,
      formAction: self,
      imgSrc: ["'self'", 'data:'],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['lit-html', 'kunjung-sw'],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  strictTransportSecurity: false,
});

/** The headers of every answer. */
export const commonHeaders: readonly RequestHandler[] = [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: none, frameAncestors: none, baseUri: none },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  }),
  (_request, response, next) => {
    response.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
    next();
  },
];

/** The built pages and their assets. Those of a visit and of a publication are filled with it; the others are static. */
export function pageRoutes({
  fillVisitPage,
  fillPublicationPage,
}: {
  fillVisitPage: FillPage;
  fillPublicationPage: FillPage;
}): Router {
  const router = Router();
  router.use('/assets', builtFiles(new URL('assets', folder).pathname));
  router.use(compressed);
  for (const icon of ['favicon.ico', 'favicon.svg']) {
    const send: RequestHandler = (_request, response) => {
      response.sendFile(icon, { root: folder.pathname, maxAge: '1d' });
    };
    addPath(router, `/${icon}`, { get: [send] });
  }
  for (const page of pages) {
    const send: RequestHandler = async (request, response) => {
      const html = await readFile(new URL(`${page.folder}/index.html`, folder), 'utf8');
      if (page.path.endsWith('/:token')) response.set('X-Robots-Tag', 'noindex');
      response.type('html');
      if (page.folder === 'visitor') {
        response.set('Cache-Control', 'no-store').send(await fillVisitPage(request, html));
      } else if (page.folder === 'publication') {
        response.set('Cache-Control', 'no-cache').send(await fillPublicationPage(request, html));
      } else {
        response.set('Cache-Control', 'no-cache').send(html);
      }
    };
    addPath(router, page.path, { get: [pageHeaders, send] });
  }
  return router;
}

/** An unknown address: browsers are redirected to the start page of their office and language, programs get a problem. */
export const nothingHere: RequestHandler = (request, response) => {
  const isPerson = request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
  if (!isPerson || request.path.startsWith('/api/')) throw new ProblemError('not-found');
  const handedOn = new URLSearchParams();
  const language = askedLanguage(request);
  const office = officeCode.safeParse(request.query['kantor']);
  if (office.success) handedOn.set('kantor', office.data);
  if (language !== null) handedOn.set('lang', language);
  const search = handedOn.toString();
  response.redirect(302, search === '' ? '/' : `/?${search}`);
};

/** An address that is no text: a piece of it was lost, such as `%E0%A4%A`. A page is answered like an unknown one; programs are told. */
export const brokenAddress: ErrorRequestHandler = (error, request, response, next) => {
  if (error instanceof URIError && !request.path.startsWith('/api/')) nothingHere(request, response, next);
  else next(error);
};
