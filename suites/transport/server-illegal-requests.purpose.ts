import {
  type CoapMessage,
  code,
  notShown,
  registerRequest,
  rejected,
  rejectedOrIgnored,
  type ServerContext,
  serverPurpose,
  shown,
  silence,
} from '../../harness/touchstone.ts';
import { ILLEGAL_REQUESTS, variantsOf } from './illegal-request.ts';

serverPurpose(
  {
    id: 'transport.bv.accept-handmade-register',
    title: 'serves a legal Register that is made byte by byte',
    requirements: ['HLF-036', 'HLF-019'],
    clause: 'RFC 7252 §3',
    needs: ['listRegistrations'],
  },
  async t => {
    t.check('response-code', await t.device.exchange(register(t)), code('2.01'));
    t.reported('registered', await t.sut.registration(), shown('endpoint', t.endpoint));
  },
);

for (const kind of ILLEGAL_REQUESTS) {
  serverPurpose(
    {
      id: `transport.bi.${kind.words}-from-device`,
      title: kind.title,
      requirements: ['HLF-036', 'HLF-019'],
      clause: kind.clause,
      twin: 'transport.bv.accept-handmade-register',
      needs: ['listRegistrations'],
    },
    async t => {
      const reactions = variantsOf(kind, () => register(t)).map(
        ([words, bytes]) => [words, t.device.provoke(bytes, t.silenceSpan)] as const,
      );
      for (const [words, reaction] of reactions) {
        const allowed = kind.reaction === 'none' ? silence('answer') : rejectedOrIgnored();
        t.check(words, await reaction, allowed);
        if (kind.reaction === 'reset')
          t.check(`${words}-told`, await reaction, rejected(), { level: 'should' });
      }
      t.reported('nothing-registered', await t.sut.registration(), notShown());
      t.check('later-register', await t.device.register(), code('2.01'));
    },
  );
}

function register(t: ServerContext): CoapMessage {
  return t.device.compose(registerRequest({ query: t.registerParameters(), links: '</1/0>,</3/0>' }));
}
