import { randomUUID } from 'node:crypto';
import type { GuestBook } from '../../wire/visitors/guest-books.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import type { Ticket, VisitView } from '../../wire/visitors/visitors.ts';
import { password } from './office.ts';

/** An answer with its body as parsed JSON. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

/** A guest book that passes every check. */
export const guestBook: GuestBook = {
  name: 'Budi "Ucok" O\'Neil 😀',
  email: 'budi@example.com',
  institution: 'Umum',
  institutionCategory: 9,
  gender: null,
  ageBand: 3,
  education: null,
  occupation: 1,
  phone: '0812-1767-8691',
  disability: null,
  purpose: 1,
  services: [1],
  privacyNotice: '1',
};

/** A registration that passes every check. */
export const registration = {
  name: guestBook.name,
  email: 'rina@example.com',
  institution: 'Universitas Borneo',
  institutionCategory: 6,
  purpose: 4,
  privacyNotice: '1',
} as const;

/** Sent as it is: a text, or a file. */
const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array;

/** Talks to an api as a program would: JSON, a fresh idempotency key for each command, a cookie. */
export class TestClient {
  readonly #at: { readonly base: string; readonly office: string };
  cookie = '';

  /** Where it talks to, and in which office; read when needed. */
  constructor(at: { readonly base: string; readonly office: string }) {
    this.#at = at;
  }

  get base(): string {
    return this.#at.base;
  }

  get office(): string {
    return this.#at.office;
  }

  async send<T = unknown>(
    path: string,
    { method = 'GET', body, key, headers = {} }: Sent = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        ...(method === 'GET' ? {} : { 'idempotency-key': key ?? randomUUID() }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (json && text ? JSON.parse(text) : text) as T,
    };
  }

  async signIn(role: 'staff' | 'supervisor' | 'admin'): Promise<this> {
    const username = `${role}-${this.office}`;
    const { status, headers } = await this.send('/api/v1/session', {
      method: 'POST',
      body: { username, password },
    });
    if (status !== 200) throw new Error(`sign-in answered ${status}`);
    this.cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    return this;
  }

  /** Registers as a member and keeps the session. */
  async register(extra: object = {}): Promise<this> {
    const { status, headers } = await this.post('/api/v1/members', { ...registration, ...extra });
    if (status !== 201) throw new Error(`a registration was answered with ${status}`);
    this.cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    return this;
  }

  /** The address of something in its office, such as `/lockers`. */
  inOffice(path: string): string {
    return `/api/v1/offices/${this.office}${path}`;
  }

  post<T>(path: string, body: object, key?: string): Promise<Answer<T>> {
    return this.send(path, { method: 'POST', body, ...(key === undefined ? {} : { key }) });
  }

  put<T>(path: string, body: object, key?: string): Promise<Answer<T>> {
    return this.send(path, { method: 'PUT', body, ...(key === undefined ? {} : { key }) });
  }

  takeTicket(extra: object = {}, key?: string): Promise<Answer<Ticket>> {
    return this.post(this.inOffice('/visits'), { service: 'P', ...extra }, key);
  }

  call(counter = 'FO-1', key?: string): Promise<Answer<{ visit: StaffVisit | null; passedOver: string[] }>> {
    return this.post(this.inOffice('/calls'), { counter }, key);
  }

  move(
    visit: { visitId: string; revision: number },
    move: string,
    extra: object = {},
    key?: string,
  ): Promise<Answer<StaffVisit>> {
    const body = { move, expectedRevision: visit.revision, ...extra };
    return this.post(`/api/v1/visits/${visit.visitId}/moves`, body, key);
  }

  fillGuestBook(token: string, extra: object = {}, key?: string): Promise<Answer<VisitView>> {
    return this.put(`/api/v1/visits/${token}/guest-book`, { ...guestBook, ...extra }, key);
  }

  /** A visit as staff see it. */
  async readVisit({ visitId }: { visitId: string }): Promise<StaffVisit> {
    const { status, body } = await this.send<StaffVisit>(`/api/v1/visits/${visitId}/staff`);
    if (status !== 200) throw new Error(`a visit was answered with ${status}`);
    return body;
  }

  view(token: string): Promise<Answer<VisitView>> {
    return this.send(`/api/v1/visits/${token}`);
  }
}
