import type { Clock } from '../../clock/clock.ts';
import { type HttpHost, HttpOffers, type HttpPackageServer } from './http-package-server.ts';

/** How long an exchange takes, milliseconds. */
const EXCHANGE_MS = 5;

/** HTTP without a wire, for virtual time: servers, and what fetches from them. */
export class MemoryHttp implements HttpHost {
  readonly #clock: Clock;
  readonly #servers = new Map<string, HttpOffers>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  open(): Promise<HttpPackageServer> {
    const offers = new HttpOffers();
    const origin = `http://127.0.0.1:${8_080 + this.#servers.size}`;
    this.#servers.set(origin, offers);
    return Promise.resolve({
      requests: offers.requests,
      offer: (name, offer) => {
        offers.set(`/${name}`, offer);
        return `${origin}/${name}`;
      },
      close: () => {
        this.#servers.delete(origin);
        return Promise.resolve();
      },
    });
  }

  /** The body at a URI; null for one that is not found. @throws Error when the connection breaks or cannot be made. */
  async fetch(uri: string): Promise<Uint8Array | null> {
    await this.#clock.wait(EXCHANGE_MS);
    const { origin, pathname } = new URL(uri);
    const offers = this.#servers.get(origin);
    if (offers === undefined) throw new Error(`nobody listens at ${origin}`);
    const { status, body, breaksAfter } = offers.answer(pathname);
    if (status === 404) return null;
    if (breaksAfter !== undefined) throw new Error(`the connection broke after ${breaksAfter} bytes`);
    return body;
  }
}
