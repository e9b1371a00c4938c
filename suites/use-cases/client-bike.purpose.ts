import {
  clientPurpose,
  content,
  message,
  parameter,
  REGISTER,
  type ReceivedMessage,
  tokenOf,
} from '../../harness/touchstone.ts';
import { imei } from './imei.ts';

const LOCATION = '/6/0';
const LATITUDE = '/6/0/0';

clientPurpose(
  {
    id: 'use-cases.bv.register-by-imei',
    title: 'registers by the IMEI that it was given, and by the same one after a power cycle',
    requirements: ['B.3', 'HLF-001'],
    clause: 'RD 1.0 App. B.3, TS 1.0 §5.3.1, §6.2.1',
    needs: ['restart'],
  },
  async t => {
    const endpoint = imei(t.endpoint);
    const byImei = parameter('ep', endpoint, ep => ep === endpoint);
    await t.start({ endpoint });
    t.check('imei', await t.server.next(REGISTER), byImei);
    await t.settled();
    await t.sut.restart();
    t.check('imei-after-restart', await t.server.next(REGISTER), byImei);
  },
);

clientPurpose(
  {
    id: 'use-cases.bv.tell-way',
    title:
      'tells its way, place after place, each from where it has registered and under the token of its owner',
    requirements: ['B.3', 'HLF-027', 'HLF-028'],
    clause: 'RD 1.0 App. B.3, TS 1.0 §5.5, E.7, RFC 7641 §3.2',
    when: 'object.6',
    needs: ['setResource'],
  },
  async t => {
    const { device, register } = await t.registered();
    const observation = await t.observed(device, LOCATION);
    const asked = observation.first.kind === 'response' ? observation.first.message : register;
    for (const [words, latitude] of [
      ['first', 52.625],
      ['second', 52.75],
    ] as const) {
      t.server.disregardPast();
      await t.sense(LATITUDE, latitude);
      const place = await observation.next(t.patience);
      const there = content(LOCATION, `latitude ${latitude}`, of => of[LATITUDE] === latitude);
      t.check(`${words}-place`, place, there);
      t.check(`${words}-source`, place, from(register));
      t.check(`${words}-token`, place, tokenOf(asked));
    }
  },
);

function from({ from: { port } }: ReceivedMessage) {
  return message(
    `sent from port ${port}, where it has registered`,
    (received: ReceivedMessage) => ({
      pass: received.from.port === port,
      received: `port ${received.from.port}`,
    }),
    'message.unexpected',
  );
}
