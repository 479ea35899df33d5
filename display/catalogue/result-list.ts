import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CatalogueResults } from '../../wire/catalogue/catalogue.ts';
import { publicationAddress } from '../ui/catalogue/addresses.ts';
import '../ui/catalogue/book-cover.ts';
import { catalogueWords } from '../ui/catalogue/catalogue-words.ts';
import { sampleMark, waysOf } from '../ui/catalogue/marks.ts';
import { language } from '../ui/words/language.ts';

type Item = CatalogueResults['items'][number];
type Marked = Item['highlights']['title'];

/** The publications of one page of results. */
export function resultList(items: readonly Item[]) {
  return html`<ol class="hits">
    ${repeat(
      items,
      ({ id }) => id,
      (item) => html`<li>${resultOf(item)}</li>`,
    )}
  </ol>`;
}

function resultOf(item: Item) {
  const texts = catalogueWords();
  const { id, titleEn, year, region, subject, editions, highlights } = item;
  return html`<article>
    <book-cover .book=${item}></book-cover>
    <div class="about">
      <h3 lang="id"><a href=${publicationAddress(id)}>${markedText(highlights.title)}</a></h3>
      ${titleEn !== null && language() === 'en' ? html`<p class="also" lang="en">${titleEn}</p>` : nothing}
      <p class="facts">
        <span lang="id">${[year, region, subject].filter(Boolean).join(' · ')}</span>
        ${editions > 1 ? html`<span class="editions">${texts.editions(editions)}</span>` : nothing}
      </p>
      ${
        highlights.abstract.length > 0
          ? html`<p class="abstract" lang="id">${markedText(highlights.abstract)}</p>`
          : nothing
      }
      <p class="numbers">${numbersOf(item)}</p>
      <p class="ways">${waysOf(item)} ${sampleMark(item)}</p>
    </div>
  </article>`;
}

function numbersOf({ catalogueNumber, publicationNumber, issn, isbn }: Item) {
  const texts = catalogueWords();
  const known: readonly (readonly [string, string | null])[] = [
    [texts.catalogueNumber, catalogueNumber],
    [texts.publicationNumber, publicationNumber],
    ['ISSN', issn],
    ['ISBN', isbn],
  ];
  return known.map(([name, number]) =>
    number === null ? nothing : html`<span>${name} <b>${number}</b></span>`,
  );
}

/** A text with what answers the query marked. */
const markedText = (parts: Marked) =>
  parts.map(({ text, match }) => (match ? html`<mark>${text}</mark>` : text));
