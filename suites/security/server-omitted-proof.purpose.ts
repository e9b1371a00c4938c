import { serverPurpose } from '../../harness/touchstone.ts';
import { attemptToRegister, omitMessage, together } from '../../harness/touchstone-security.ts';
import { refused } from './refused-device.ts';

const TWIN = 'security.bv.accept-register-over-dtls';
const ALL = {
  requirements: ['SEC-001'],
  ets: ['LightweightM2M-1.0-int-402'],
  security: ['rpk', 'x509'],
} as const;

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
