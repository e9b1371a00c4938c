import { arrives, clientPurpose, code, contentFormat, ContentFormat, links, message, parameter, REGISTER, UPDATE } from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'registration.bv.register-parameters',
    title: 'registers with endpoint name, lifetime and version',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.3.1, §8.2.3',
    ets: ['LightweightM2M-1.0-int-101'],
  },
  async t => {
    await t.start({ lifetime: 3600 });
    const register = await t.server.next(REGISTER);
    t.check('register-sent', register, arrives('a Register (POST /rd)'));
    t.check('endpoint-name', register, parameter('ep', t.endpoint, ep => ep === t.endpoint));
    t.check('lifetime', register, parameter('lt', '3600', lt => lt === '3600'));
    t.check('version', register, parameter('lwm2m', t.lwm2m, version => version === t.lwm2m));
  },
);
