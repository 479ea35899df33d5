import { isDatabaseOutage, type Database } from '../../db/connect.ts';
import type { Estimates } from '../../db/visitors/estimates.ts';
import { readOfficeView } from '../../db/offices/offices.ts';
import { findByToken, readVisitViews } from '../../db/visitors/visitors.ts';
import { firstAnswerId } from '../../domain/visitors/first-answer.ts';
import type { FirstAnswer } from '../../wire/visitors/visitors.ts';
import { goneWords, headlineOf, updatedOf, waitOf } from '../../domain/visitors/headline.ts';
import type { Language } from '../../domain/language.ts';
import type { Log } from '../../process/log.ts';
import { untilDeadline } from '../http/transport/deadline.ts';
import { languageOf } from '../http/problem.ts';
import { token as tokenSchema } from '../../wire/fields.ts';
import { askedLanguage, filled, toJson, toText, type FillPage } from './filling.ts';

interface Deps {
  readonly db: Database;
  readonly estimates: Estimates;
  readonly publicUrl: string | null;
  readonly mailUrl: string | null;
  readonly log: Log;
}

/**
 * The visitor's page with its number as plain text, readable before any script has loaded, and with the data that
 * the script starts from.
 */
export function createVisitPage(deps: Deps): FillPage {
  return async (request, html) => {
    const { first, chosen } = await untilDeadline(() => answerTo(deps, request.params['token']));
    const language = askedLanguage(request) ?? chosen ?? languageOf(request);
    if (first === null) return filled(html, { language });
    const title = first.kind === 'visit' ? first.view.label : null;
    const headline =
      first.kind === 'visit' ? headlineOf(first.view, language) : goneWords[first.kind][language];
    return filled(html, {
      language,
      title: title === null ? headline : `${title} · ${headline}`,
      text: bodyHtml(first, headline, language),
      state: `<script type="application/json" id="${firstAnswerId}">${toJson(first)}</script>`,
    });
  };
}

/** What a token opens now, and the chosen language; null while the database is away, when the page loads it itself. */
async function answerTo(
  { db, estimates, publicUrl, mailUrl, log }: Deps,
  asked: unknown,
): Promise<{ first: FirstAnswer | null; chosen: Language | null }> {
  const token = tokenSchema.safeParse(asked);
  const unknown = { first: { kind: 'unknown' }, chosen: null } as const;
  if (!token.success) return unknown;
  try {
    const visit = await findByToken(db, token.data);
    if (!visit) return unknown;
    const { office, visitId } = visit;
    const chosen = visit.language === 'en' ? 'en' : null;
    if (visit.over) return { first: { kind: 'ended' }, chosen };
    const [read, officeView] = await Promise.all([
      readVisitViews({ db, estimates }, office, [visitId]),
      readOfficeView(db, office),
    ]);
    const view = read?.views.get(visitId);
    if (!view || !officeView) return unknown;
    const shown = { ...officeView, publicUrl, mails: mailUrl !== null };
    return { first: { kind: 'visit', view, office: shown }, chosen };
  } catch (error) {
    if (!isDatabaseOutage(error)) throw error;
    log.warn({ err: error }, 'visit page sent without visit data');
    return { first: null, chosen: null };
  }
}

function bodyHtml(first: FirstAnswer, headline: string, language: Language): string {
  if (first.kind !== 'visit') return `<main><h1 class="headline">${toText(headline)}</h1></main>`;
  const { view, office } = first;
  const wait = waitOf(view, language);
  const updated = updatedOf(view, { timeZone: office.timeZone, language });
  return [
    `<header><strong>${toText(office.name)}</strong></header>`,
    `<main><section class="ticket ${view.step}">`,
    `<h1 class="headline">${toText(headline)}</h1><p class="number">${toText(view.label)}</p>`,
    wait && `<p>${toText(wait)}</p>`,
    `<p class="hint">${toText(updated)}</p></section></main>`,
  ].join('');
}
