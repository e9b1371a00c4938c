import {
  ANY_REQUEST,
  arrives,
  type ClientContext,
  type CoapMessage,
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  type RegisteredDevice,
  rejected,
  rejectedOrIgnored,
  silence,
  UPDATE,
} from '../../harness/touchstone.ts';
import { ILLEGAL_REQUESTS, variantsOf } from './illegal-request.ts';

clientPurpose(
  {
    id: 'transport.bv.serve-handmade-request',
    title: 'serves a legal request that is made byte by byte',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §3',
    revision: 2,
  },
  async t => {
    const registered = await t.registered();
    const sent = t.server.transmit(registered.register, trigger(t, registered));
    t.check('response-code', await t.server.response(sent, t.patience), code('2.04'));
    t.check('executed', await t.server.next(UPDATE), arrives('an Update'));
  },
);

for (const kind of ILLEGAL_REQUESTS) {
  clientPurpose(
    {
      id: `transport.bi.${kind.words}`,
      title: kind.title,
      requirements: ['HLF-036'],
      clause: kind.clause,
      twin: 'transport.bv.serve-handmade-request',
      revision: 2,
    },
    async t => {
      const registered = await t.registered();
      const reactions = variantsOf(kind, () => trigger(t, registered)).map(
        ([words, bytes]) => [words, t.server.provoke(registered.register, bytes, t.silenceSpan)] as const,
      );
      const executed = t.server.next(ANY_REQUEST, t.silenceSpan);
      for (const [words, reaction] of reactions) {
        const allowed = kind.reaction === 'none' ? silence('answer') : rejectedOrIgnored();
        t.check(words, await reaction, allowed);
        if (kind.reaction === 'reset')
          t.check(`${words}-told`, await reaction, rejected(), { level: 'should' });
      }
      t.check('not-executed', await executed, silence('Update'));
      t.check('still-served', await registered.device.read('/3/0', ContentFormat.tlv), code('2.05'));
    },
  );
}

/** The Execute of the Registration Update Trigger, which shows on the wire whether it was done. */
function trigger(t: ClientContext, { account, device }: RegisteredDevice): CoapMessage {
  return t.server.compose({ code: METHODS.post, options: device.path(`${account}/8`) });
}
