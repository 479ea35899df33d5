import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { password } from './stack.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** An answer that is no success. */
export class AnsweredError extends Error {
  override name = 'AnsweredError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A small client with kept-alive connections; anything but success ends the bench, unless it looks at the AnsweredError. */
export class BenchClient {
  readonly #base: string;
  /** Of the session; empty before the sign-in. */
  cookie = '';

  constructor(base: string) {
    this.#base = base;
  }

  async signIn(username: string): Promise<this> {
    const { cookie } = await this.#send('/api/v1/session', { username, password }, randomUUID());
    this.cookie = cookie;
    return this;
  }

  async post<T>(path: string, body: object, key: string = randomUUID()): Promise<T> {
    return (await this.#send(path, body, key)).body as T;
  }

  async put(path: string, body: object, key: string = randomUUID()): Promise<void> {
    await this.#send(path, body, key, 'PUT');
  }

  #send(
    path: string,
    body: object,
    key: string,
    method: 'POST' | 'PUT' = 'POST',
  ): Promise<{ body: unknown; cookie: string }> {
    const text = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'idempotency-key': key,
      ...(this.cookie ? { cookie: this.cookie } : {}),
    };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#base}${path}`, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString();
          const cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
          const { statusCode: status = 500 } = response;
          if (status < 300) resolve({ body: JSON.parse(answer), cookie });
          else reject(new AnsweredError(status, `${path} answered ${status}: ${answer}`));
        });
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }
}
