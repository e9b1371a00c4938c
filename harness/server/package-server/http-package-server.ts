import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is answered to a request for a package; with `breaksAfter` the connection is cut after so many bytes of the body. */
export interface HttpOffer {
  readonly status: 200 | 404;
  readonly body: Uint8Array;
  readonly breaksAfter?: number;
}

/** A server that firmware packages are fetched from over HTTP. */
export interface HttpPackageServer {
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  /** Gives a package out from now on, and tells where. */
  offer(name: string, offer: HttpOffer): string;
  close(): Promise<void>;
}

/** Where such servers come from: the loopback, or the memory of one purpose in virtual time. */
export interface HttpHost {
  open(host?: string): Promise<HttpPackageServer>;
}

/** Offers by path, and what was asked for. */
export class HttpOffers {
  readonly requests: string[] = [];
  readonly #offers = new Map<string, HttpOffer>();

  set(path: string, offer: HttpOffer): void {
    this.#offers.set(path, offer);
  }

  answer(path: string): HttpOffer {
    this.requests.push(path);
    return this.#offers.get(path) ?? { status: 404, body: new Uint8Array(0) };
  }
}

/** Servers on the loopback, or on the host that is given. */
export const loopbackHttp: HttpHost = {
  async open(host = '127.0.0.1') {
    const offers = new HttpOffers();
    const server = createServer(({ url = '/' }, response) => {
      const { status, body, breaksAfter } = offers.answer(url);
      response.writeHead(status, {
        'content-length': body.length,
        'content-type': 'application/octet-stream',
      });
      if (breaksAfter === undefined) response.end(body);
      else response.write(body.subarray(0, breaksAfter), () => response.destroy());
    });
    const { port } = await listening(server, host);
    return {
      requests: offers.requests,
      offer: (name, offer) => {
        offers.set(`/${name}`, offer);
        return `http://${host.includes(':') ? `[${host}]` : host}:${port}/${name}`;
      },
      close: () => closed(server),
    };
  },
};

function listening(server: Server, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => resolve(server.address() as AddressInfo));
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(() => resolve()));
}
