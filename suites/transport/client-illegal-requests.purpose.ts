import {
  type ClientContext,
  type CoapMessage,
  ContentFormat,
  clientPurpose,
  code,
  illegal,
  METHODS,
  OptionNumber,
  type RegisteredDevice,
  rejected,
  rejectedOrIgnored,
  satisfies,
  silence,
  tlv,
  uintOption,
  unchanged,
  value,
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
    const { register, device, account } = await t.registered();
    const path = `${account}/6`;
    const before = await t.valueAt(device, path);
    const sent = t.server.transmit(register, write(t, device, path, before !== true));
    t.check('response-code', await t.server.response(sent, t.patience), code('2.04'));
    t.check('executed', await device.read(path, ContentFormat.tlv), value(path, before !== true));
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
      revision: 3,
    },
    async t => {
      const { register, device, account } = await t.registered();
      const path = `${account}/6`;
      const before = await t.valuesAt(device, path);
      const reactions = variantsOf(kind, () => write(t, device, path, before[path] !== true)).map(
        ([words, bytes]) => [words, t.server.provoke(register, bytes, t.silenceSpan)] as const,
      );
      for (const [words, reaction] of reactions) {
        const allowed = kind.reaction === 'none' ? silence('answer') : rejectedOrIgnored();
        t.check(words, await reaction, allowed);
        if (kind.reaction === 'reset')
          t.check(`${words}-told`, await reaction, rejected(), { level: 'should' });
      }
      t.check('not-executed', await device.read(path, ContentFormat.tlv), unchanged(path, before));
      t.check('still-served', await device.read(`${account}/1`), code('2.05'));
    },
  );
}

clientPurpose(
  {
    id: 'transport.bi.reserved-token-length',
    title: 'rejects or ignores a message whose token length is reserved',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §3, §4.2',
    twin: 'transport.bv.serve-handmade-request',
    revision: 2,
  },
  async t => {
    const { register, device, account } = await t.registered();
    const get = t.server.compose({ code: METHODS.get, options: device.path('/3/0/16') });
    t.server.sendBytes(register, illegal(get).token(new Uint8Array(15)).bytes());
    await t.clock.wait(t.silenceSpan);
    const reactions = t.server.acknowledgementsOf(get).map(({ type }) => type);
    const ignored = satisfies<string[]>(
      'a Reset, or nothing',
      types => types.every(type => type === 'RST'),
      'response.unexpected',
    );
    t.check('not-processed', reactions, ignored);
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

/** A Write whose effect a Read shows. */
function write(t: ClientContext, device: RegisteredDevice['device'], path: string, to: boolean): CoapMessage {
  const { format, payload } = tlv(path, to);
  const options = [...device.path(path), uintOption(OptionNumber.contentFormat, format)];
  return t.server.compose({ code: METHODS.put, options, payload });
}
