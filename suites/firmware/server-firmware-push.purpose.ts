import {
  arrives,
  blockSize,
  ContentFormat,
  confirmable,
  contentFormat,
  equals,
  query,
  reportsCode,
  reportsNoSuccess,
  requestFor,
  satisfies,
  serverPurpose,
  text,
  value,
  withContent,
} from '../../harness/touchstone.ts';
import { FIRMWARE_UPDATE, IMAGE, PACKAGE, PUSH, type Receipt, takesPackages } from './device-for-firmware.ts';

/** Text carries opaque values in base64 (TS 1.0 §6.4.1). */
const BINARY = [
  ContentFormat.text,
  ContentFormat.opaque,
  ContentFormat.tlv,
  ContentFormat.cbor,
  ContentFormat.senmlCbor,
] as const;
/** What a SUT may take beyond the largest interval, milliseconds. */
const MARGIN_MS = 500;
const image = IMAGE.toString('base64');
const holdsImage = value(PACKAGE, image);

function largestBlockFrom(receipt: Receipt, position: number): number {
  return Math.max(...receipt.blocks.slice(position).map(({ length }) => length));
}

serverPurpose(
  {
    id: 'firmware.bv.send-package',
    title: 'writes a package to /5/0/0 byte by byte as it was given',
    requirements: ['HLF-003', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, appendix E.6',
    ets: ['LightweightM2M-1.0-int-755', 'LightweightM2M-1.0-int-770'],
    when: 'object.5',
    needs: ['write'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    t.device.answer(PUSH, { code: '2.04' });
    const { request, answer } = await t.stimulate(PUSH, () => t.sut.write(PACKAGE, image));
    t.check('request', request, arrives('a Write (PUT /5/0/0)'));
    t.check('confirmable', request, confirmable());
    t.check('no-query', request, query());
    t.check('content-format', request, contentFormat(...BINARY));
    t.check('package', request, value(PACKAGE, image));
    t.reported('code', answer, reportsCode('2.04'));
  },
);

for (const szx of [0, 1, 2, 3, 4, 5]) {
  serverPurpose(
    {
      id: `firmware.bv.send-package-in-blocks-of-${blockSize(szx)}`,
      title: `writes a package to a device that takes blocks of ${blockSize(szx)} bytes at most`,
      requirements: ['HLF-003', 'HLF-036'],
      clause: 'RFC 7959 §2.3, §2.5; TS 1.0 §8.2, appendix E.6',
      ets: ['LightweightM2M-1.0-int-770'],
      when: 'object.5',
      needs: ['write'],
    },
    async t => {
      await t.registeredWith(FIRMWARE_UPDATE);
      const receipt = takesPackages(t, szx);
      const answer = await t.sut.write(PACKAGE, image);
      t.check('package', receipt.whole(), holdsImage);
      const smaller = satisfies<number>(
        `${blockSize(szx)} bytes at most after the first block`,
        size => size <= blockSize(szx),
        'payload.unexpected',
      );
      t.check('block-size', largestBlockFrom(receipt, 1), smaller, { level: 'should' });
      t.reported('code', answer, reportsCode('2.04'));
    },
  );
}

serverPurpose(
  {
    id: 'firmware.ti.send-package-with-loss',
    title: 'repeats a block of a package whose acknowledgement got lost, and goes on',
    requirements: ['HLF-003', 'HLF-036'],
    clause: 'RFC 7252 §4.2; RFC 7959 §2.5',
    when: 'object.5',
    needs: ['write'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    let losses = 0;
    const receipt = takesPackages(t, 4, offset => (offset > 0 && losses++ === 0 ? 'lost' : undefined));
    const answering = t.sut.write(PACKAGE, image);
    answering.catch(() => {});
    const { ackTimeout, ackRandomFactor } = t.parameters;
    await t.clock.wait(ackTimeout * ackRandomFactor + MARGIN_MS);
    // A server that cannot be told to send a package of this length says so.
    if (receipt.blocks.length === 0) await answering;
    const repetitions = t.device.received.filter(({ duplicate }) => duplicate).length;
    t.check(
      'repeated',
      repetitions,
      satisfies<number>('a repetition', times => times > 0, 'message.missing'),
    );
    receipt.answerAgain();
    t.reported('code', await answering, reportsCode('2.04'));
    t.check('package', receipt.whole(), holdsImage);
  },
);

serverPurpose(
  {
    id: 'firmware.bi.send-incomplete-package',
    title: 'does not show a package as written that a device has found incomplete',
    requirements: ['HLF-003', 'HLF-036'],
    clause: 'RFC 7959 §2.9.2; TS 1.0 §5.4.3',
    twin: 'firmware.bv.send-package-in-blocks-of-256',
    when: 'object.5',
    needs: ['write', 'read'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    const receipt = takesPackages(t, 4, offset => (offset > 0 ? '4.08' : undefined));
    t.reported('no-success', await t.sut.write(PACKAGE, image), reportsNoSuccess());
    const furthest = Math.max(...receipt.blocks.map(({ offset }) => offset));
    t.check('no-block-further', furthest <= 1024, equals(true, 'message.unexpected'));
    t.device.endScript();
    t.device.answer(requestFor('get', '/5/0/3'), withContent(text('0')));
    t.reported('next-read', await t.sut.read('/5/0/3'), reportsCode('2.05'));
  },
);

serverPurpose(
  {
    id: 'firmware.bi.send-too-large-package',
    title: 'stops writing a package that is too large for a device, and says so',
    requirements: ['HLF-003', 'HLF-004', 'HLF-036'],
    clause: 'RFC 7959 §2.9.3; TS 1.0 §5.4.3, appendix E.6',
    ets: ['LightweightM2M-1.0-int-773'],
    twin: 'firmware.bv.send-package-in-blocks-of-256',
    when: 'object.5',
    needs: ['write'],
  },
  async t => {
    await t.registeredWith(FIRMWARE_UPDATE);
    const receipt = takesPackages(t, 4, () => '4.13');
    const answer = await t.sut.write(PACKAGE, image);
    t.reported('code', answer, reportsCode('4.13'));
    t.check(
      'no-more',
      receipt.blocks.every(({ offset }) => offset === 0),
      equals(true, 'message.unexpected'),
    );
  },
);
