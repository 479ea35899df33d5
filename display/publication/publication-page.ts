import { html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { PublicationView } from '../../wire/catalogue/catalogue.ts';
import { announce } from '../ui/announce.ts';
import { publicationAddress, searchAddress } from '../ui/catalogue/addresses.ts';
import '../ui/catalogue/book-cover.ts';
import { catalogueHead } from '../ui/catalogue/catalogue-head.ts';
import { headStyles } from '../ui/office/office-head.ts';
import { catalogueWords } from '../ui/catalogue/catalogue-words.ts';
import { markStyles, sampleMark, waysOf } from '../ui/catalogue/marks.ts';
import { stateStyles } from '../ui/catalogue/state-styles.ts';
import { startTerminal } from '../ui/catalogue/terminal/terminal.ts';
import { failureOf } from '../ui/line/api.ts';
import '../ui/steady/steady.ts';
import { shared } from '../ui/style/styles.ts';
import { dayOf, numberOf } from '../ui/words/format.ts';
import { language, LocalizedElement } from '../ui/words/language.ts';
import { words } from '../ui/words/words.ts';
import { PublicationReader, type Related } from './publication-reader.ts';
import './softcopy-request.ts';
import { publicationStyles } from './styles.ts';
import { publicationWords } from './words.ts';

startTerminal();

/** One publication: where it stands, what it is about, its editions, and titles of its subject. */
@customElement('publication-page')
export class PublicationPage extends LocalizedElement {
  static override styles = [shared, headStyles, markStyles, stateStyles, publicationStyles];

  @query('dialog') private slip!: HTMLDialogElement;
  readonly #reader = new PublicationReader(this, location.pathname.split('/')[2] ?? '');
  #announced = '';

  override updated(): void {
    const { publication, isMissing } = this.#reader;
    const title = isMissing ? publicationWords().missing : (publication?.title ?? catalogueWords().library);
    document.title = publication ? `${title} · ${catalogueWords().library}` : title;
    if (isMissing && this.#announced !== title) announce((this.#announced = title));
  }

  override render() {
    const texts = publicationWords();
    return html`<header>
        <div class="wrap">${catalogueHead(this.#reader.office)}</div>
      </header>
      <main class="wrap">
        <a class="back" href=${searchAddress()}>
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M15 5l-7 7 7 7" /></svg>
          ${texts.back}
        </a>
        ${this.#content()}
      </main>`;
  }

  #content() {
    const texts = publicationWords();
    const { publication, isMissing, failed } = this.#reader;
    if (publication) return this.#publication(publication);
    if (isMissing) {
      return html`<div class="state">
        <h1>${texts.missing}</h1>
        <p>${texts.missingHint}</p>
        <a class="button primary" href=${searchAddress()}>${texts.toSearch}</a>
      </div>`;
    }
    if (failed) {
      return html`<div class="state" role="alert">
        <h1>${texts.failed}</h1>
        <p>${failureOf(failed)}</p>
        <button class="primary" @click=${() => this.#reader.read()}>${words().tryAgain}</button>
      </div>`;
    }
    return html`<h1 class="loading">${catalogueWords().loading}</h1>`;
  }

  #publication(publication: PublicationView) {
    const texts = publicationWords();
    const { title, titleEn, year, region, subject, abstract } = publication;
    return html`<div class="book">
        <book-cover .book=${publication}></book-cover>
        <div class="name">
          ${subject === null ? nothing : html`<p class="subject" lang="id">${subject}</p>`}
          <h1 lang=${wordsAreIn(publication)}>${title}</h1>
          ${titleEn === null ? nothing : html`<p class="also" lang="en">${titleEn}</p>`}
          <p class="facts">
            <span lang="id">${[year, region].filter(Boolean).join(' · ')}</span> ${sampleMark(publication)}
          </p>
          ${publication.sample ? html`<p class="hint">${texts.sampleNote}</p>` : nothing}
        </div>
        <section class="place" aria-label=${texts.place}>
          ${this.#place(publication)}
          <button class=${publication.softcopy ? '' : 'primary'} @click=${() => this.slip.showModal()}>
            ${texts.show}
          </button>
        </section>
      </div>
      <div class="columns">
        <div>
          ${publication.softcopy ? html`<softcopy-request .publication=${publication.id}></softcopy-request>` : nothing}
          ${
            abstract === null
              ? nothing
              : html`<section>
                  <h2>${texts.abstract}</h2>
                  <p class="abstract" lang=${wordsAreIn(publication)}>${abstract}</p>
                </section>`
          }
          ${editions(publication)} ${relatedTitles(publication, this.#reader.related)}
        </div>
        ${details(publication)}
      </div>
      ${this.#slip(publication)}`;
  }

  #place(publication: PublicationView) {
    const texts = publicationWords();
    const { copies, shelf } = publication;
    if (copies === 0)
      return html`<p>${waysOf(publication)}</p>
        <p class="hint">${texts.notPrinted}</p>`;
    return html`<p>${waysOf({ ...publication, shelf: null })}</p>
      <p class="shelf">${shelf ?? texts.unplaced}</p>
      <p class="hint">${texts.copies(numberOf(copies, 0))}</p>`;
  }

  /** What an officer needs to fetch it, large enough to be read from the phone that is held out. */
  #slip({ title, shelf, catalogueNumber, publicationNumber, year }: PublicationView) {
    const texts = publicationWords();
    const named = catalogueWords();
    const lines: readonly (readonly [string, string | null])[] = [
      [named.catalogueNumber, catalogueNumber],
      [named.publicationNumber, publicationNumber],
      [texts.field.year, String(year)],
    ];
    return html`<dialog aria-labelledby="slip">
      <p class="hint">${texts.showTitle}</p>
      <h2 id="slip" lang="id">${title}</h2>
      ${shelf === null ? nothing : html`<p class="shelf">${shelf}</p>`}
      <dl>${lines.map(([name, value]) => line(name, value))}</dl>
      <button @click=${() => this.slip.close()}>${texts.close}</button>
    </dialog>`;
  }
}

/** The language of a publication's words; in one of both Indonesian comes first. */
const wordsAreIn = (publication: PublicationView): string => (publication.language === 'en' ? 'en' : 'id');

const line = (name: string, value: unknown) =>
  value === null
    ? nothing
    : html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;

/** Everything the library knows about it; what it does not know has no line. */
function details(publication: PublicationView) {
  const texts = publicationWords();
  const named = catalogueWords();
  const { releaseDate, pages, rights } = publication;
  const number = (value: string | null) =>
    value === null ? null : html`<span class="number">${value}</span>`;
  const written = (value: string | null) => (value === null ? null : html`<span lang="id">${value}</span>`);
  return html`<section class="details">
    <h2>${texts.details}</h2>
    <dl>
      ${line(named.catalogueNumber, number(publication.catalogueNumber))}
      ${line(named.publicationNumber, number(publication.publicationNumber))}
      ${line('ISSN', number(publication.issn))} ${line('ISBN', number(publication.isbn))}
      ${line(texts.field.year, publication.year)} ${line(texts.field.region, written(publication.region))}
      ${line(texts.field.subject, written(publication.subject))}
      ${line(texts.field.language, named.language[publication.language])}
      ${line(texts.field.pages, pages === null ? null : named.pages(numberOf(pages, 0)))}
      ${line(texts.field.publisher, written(publication.publisher))}
      ${line(texts.field.frequency, written(publication.frequency))}
      ${line(texts.field.releaseDate, releaseDate === null ? null : dayOf(releaseDate))}
      ${line(texts.field.rights, rights === null ? null : html`<span class="rights" lang="id">${rights}</span>`)}
    </dl>
  </section>`;
}

function editions({ series }: PublicationView) {
  if (series.length === 0) return nothing;
  return html`<section>
    <h2>${publicationWords().series}</h2>
    <ul class="editions">
      ${series.map(
        ({ id, title, year }) =>
          html`<li><a class="button" href=${publicationAddress(id)} aria-label=${title}>${year}</a></li>`,
      )}
    </ul>
  </section>`;
}

function relatedTitles({ subject }: PublicationView, related: readonly Related[]) {
  if (related.length === 0) return nothing;
  const texts = publicationWords();
  return html`<section>
    <h2>${subject === null ? texts.related : html`${texts.relatedTo} <span lang="id">${subject}</span>`}</h2>
    <ul class="related">
      ${related.map(
        (item) =>
          html`<li>
            <a href=${publicationAddress(item.id)}>
              <book-cover .book=${item}></book-cover>
              <span lang="id">${item.title}</span>
              ${item.titleEn !== null && language() === 'en' ? html`<small lang="en">${item.titleEn}</small>` : nothing}
            </a>
          </li>`,
      )}
    </ul>
  </section>`;
}
