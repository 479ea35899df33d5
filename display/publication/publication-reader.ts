import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CatalogueResults, PublicationView } from '../../wire/catalogue/catalogue.ts';
import type { OfficeView } from '../../wire/offices/offices.ts';
import { isProblem, read, type Reply } from '../ui/line/api.ts';
import { readOffice } from '../ui/office/office.ts';

/** Titles that are shown beside a publication. */
const mostRelated = 4;

/** A title of the same subject. */
export type Related = CatalogueResults['items'][number];

/** Reads one publication, its office, and then titles of the same subject; without those the page is whole as well. */
export class PublicationReader implements ReactiveController {
  publication: PublicationView | null = null;
  office: OfficeView | null = null;
  related: readonly Related[] = [];
  isMissing = false;
  /** The reply that was no answer, or null. */
  failed: Reply<unknown> | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #id: string;

  constructor(host: ReactiveControllerHost, id: string) {
    this.#host = host;
    this.#id = id;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#retry);
    void this.read();
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#retry);
  }

  async read(): Promise<void> {
    this.failed = null;
    this.#host.requestUpdate();
    const reply = await read('/catalogue/{publication}', { publication: this.#id });
    if (reply.kind === 'ok') this.publication = reply.value;
    else if (isProblem(reply, 'not-found')) this.isMissing = true;
    else this.failed = reply;
    this.#host.requestUpdate();
    this.office ??= await readOffice(this.publication?.office);
    this.#host.requestUpdate();
    if (this.publication) await this.#readRelated(this.publication);
  }

  async #readRelated({ id, office, subject, region, series }: PublicationView): Promise<void> {
    if (subject === null) return;
    const query = { office, subject, group: 'series', perPage: 50 } as const;
    const reply = await read('/catalogue', {}, { query });
    if (reply.kind !== 'ok') return;
    const own = new Set([id, ...series.map((edition) => edition.id)]);
    const others = reply.value.items.filter((item) => !own.has(item.id));
    const near = others.filter((item) => item.region === region);
    this.related = [...near, ...others.filter((item) => item.region !== region)].slice(0, mostRelated);
    this.#host.requestUpdate();
  }

  readonly #retry = (): void => {
    if (this.failed) void this.read();
  };
}
