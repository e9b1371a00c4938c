import { code, serverPurpose } from '../../harness/touchstone.ts';
import { associated, attemptToRegister, omitMessage, together } from '../../harness/touchstone-security.ts';
import { refused } from './refused-device.ts';

const TWIN = 'security.bv.device-that-proves-its-key';
const ALL = {
  requirements: ['SEC-001'],
  ets: ['LightweightM2M-1.0-int-402'],
  security: ['rpk', 'x509'],
} as const;

serverPurpose(
  {
    id: TWIN,
    title: 'lets in a device that shows its credential and signs the handshake',
    clause: 'RFC 5246 §7.4.6, §7.4.8; TS 1.0 §7.1.8, §7.1.9',
    ...ALL,
  },
  async t => {
    const { end, outcome } = await attemptToRegister(t);
    t.check('associates', end, associated());
    t.check('registers', outcome, code('2.01'));
  },
);

for (const [words, hooks, what, clause] of [
  [
    'without-signature',
    omitMessage('certificate-verify'),
    'shows its credential, and signs nothing',
    'RFC 5246 §7.4.8',
  ],
  [
    'without-certificate-message',
    together(omitMessage('certificate'), omitMessage('certificate-verify')),
    'passes over the request for a credential',
    'RFC 5246 §7.4.6',
  ],
] as const) {
  serverPurpose(
    {
      id: `security.bi.device-${words}`,
      title: `does not let in a device that ${what}`,
      clause: `TS 1.0 §7.1.8, §7.1.9; ${clause}`,
      twin: TWIN,
      needs: ['listRegistrations'],
      ...ALL,
    },
    async t => {
      t.dtls().misbehave(hooks);
      await refused(t, await attemptToRegister(t));
    },
  );
}
