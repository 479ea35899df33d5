import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pathOf } from '../../domain/pages.mjs';
import { pageAddress } from '../ui/office/office.ts';
import { shared } from '../ui/style/styles.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { inLanguage } from '../ui/words/words.ts';

const words = {
  id: { ask: 'Ada yang tidak sesuai?', complain: 'Sampaikan pengaduan' },
  en: { ask: 'Was something not right?', complain: 'Make a complaint' },
};

/** Leads to a complaint about this visit, whose token stands behind `#`, which no server is told. */
@customElement('complaint-link')
export class ComplaintLink extends LocalizedElement {
  static override styles = shared;

  @property() token = '';
  @property() office = '';

  override render() {
    const { ask, complain } = inLanguage(words);
    const address = `${pageAddress(pathOf('complaint'), this.office)}#kunjungan=${this.token}`;
    return html`<p>${ask} <a href=${address}>${complain}</a></p>`;
  }
}
