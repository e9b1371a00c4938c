import {
  type IcsKey,
  requestFor,
  type ServerContext,
  serverPurpose,
  sighting,
} from '../../harness/touchstone.ts';

type Verb = keyof typeof REQUESTS;

/** What a server is told, and the request that shows that it can. */
const REQUESTS = {
  read: ['op.read', 'get', '/3/0/0', (t: ServerContext) => t.sut.read('/3/0/0')],
  discover: ['op.discover', 'get', '/3', (t: ServerContext) => t.sut.discover('/3')],
  write: ['op.write', 'put', '/1/0/1', (t: ServerContext) => t.sut.write('/1/0/1', 600)],
  writeAttributes: [
    'op.write-attributes',
    'put',
    '/3/0/13',
    (t: ServerContext) => t.sut.writeAttributes('/3/0/13', { pmin: '10' }),
  ],
  execute: ['op.execute', 'post', '/1/0/8', (t: ServerContext) => t.sut.execute('/1/0/8')],
  create: ['op.create', 'post', '/3303', (t: ServerContext) => t.sut.create('/3303', 7, { 5700: 4.5 })],
  delete: ['op.delete', 'delete', '/3303/0', (t: ServerContext) => t.sut.delete('/3303/0')],
  observe: ['op.observe', 'get', '/3/0/13', (t: ServerContext) => t.sut.observe('/3/0/13')],
} as const satisfies Record<string, readonly [IcsKey, 'get' | 'put' | 'post' | 'delete', string, unknown]>;

for (const verb of Object.keys(REQUESTS) as Verb[]) {
  const [key, method, path, act] = REQUESTS[verb];
  const words = key.slice('op.'.length);
  serverPurpose(
    {
      id: `management.bv.${words}-as-declared`,
      title: `sends the request of an operation only if its ICS says that it supports it: ${words}`,
      requirements: ['HLF-034'],
      clause: 'TS 1.0 §5.4, §5.5, appendix B',
      needs: [verb],
    },
    async t => {
      await t.registered();
      await act(t);
      const arrival = await t.device.next(requestFor(method, path), t.silenceSpan);
      const name = `a ${method.toUpperCase()} ${path}`;
      // That it sends nothing may be for other reasons than that it cannot.
      const seen =
        arrival.kind === 'arrived' ? sighting(true, name, arrival.message) : sighting(null, `no ${name}`);
      t.asDeclared(key, seen);
    },
  );
}
