import {
  clientPurpose,
  DEREGISTER,
  type IcsKey,
  objectList,
  queryOf,
  REGISTER,
  type Sighting,
  sighting,
} from '../../harness/touchstone.ts';

const VERSIONS = { '1.0': 'lwm2m.1_0', '1.1': 'lwm2m.1_1' } as const satisfies Record<string, IcsKey>;

clientPurpose(
  {
    id: 'registration.bv.objects-as-declared',
    title: 'lists in its Register the objects that its ICS says it has, and none that it says it has not',
    requirements: ['HLF-019', 'HLF-014'],
    clause: 'TS 1.0 §5.3.1, §8.2.2, appendix B',
  },
  async t => {
    const { register } = await t.registered();
    const listed = objectList(register);
    const paths = listed ?? [];
    for (const key of t.icsKeys('object.').filter(each => each !== 'object.other')) {
      const object = `/${key.slice('object.'.length)}`;
      const found = paths.find(path => path === object || path.startsWith(`${object}/`));
      // Without a list nothing is shown, and with one server there need not be anything of object 2 (TS 1.0 §7.3).
      const absent = listed === null || object === '/2' ? null : false;
      const words = found === undefined ? `no ${object} in the Register` : `${found} in the Register`;
      t.asDeclared(key, sighting(found === undefined ? absent : true, words, register));
    }
    const other = paths.find(
      path => isOther(path) && t.definitions(Number(path.split('/')[1])) !== undefined,
    );
    const words = other === undefined ? 'no instance of another object' : other;
    const shown = listed === null ? null : other !== undefined;
    t.asDeclared('object.other', sighting(shown, `${words} in the Register`, register));
  },
);

clientPurpose(
  {
    id: 'registration.bv.version-as-declared',
    title: 'registers with a version, a binding and a security that its ICS says it has',
    requirements: ['HLF-019', 'HLF-020'],
    clause: 'TS 1.0 §5.3.1, §6.2, appendix B',
  },
  async t => {
    const { register } = await t.registered();
    const told = parameterOf(register, 'lwm2m');
    for (const [version, key] of Object.entries(VERSIONS)) {
      const shown = told?.replaceAll('"', '') === version ? true : null;
      t.asDeclared(key, sighting(shown, `lwm2m=${told ?? ''} in the Register`, register));
    }
    t.asDeclared('binding.udp', sighting(true, 'a Register over UDP', register));
    t.asDeclared('security.nosec', sighting(true, 'a Register without DTLS', register));
    const binding = parameterOf(register, 'b') ?? '';
    const sms = binding.includes('S') ? true : null;
    t.asDeclared('binding.sms', sighting(sms, `b=${binding} in the Register`, register));
  },
);

clientPurpose(
  {
    id: 'registration.bv.queue-mode-as-declared',
    title:
      'registers with Queue Mode, where its account has it, if and only if its ICS says that it supports it',
    requirements: ['HLF-019', 'HLF-009'],
    clause: 'TS 1.0 §5.3.1, §8.3, appendix B; TS 1.1 §6.5',
    when: '!lwm2m.1_1',
  },
  async t => {
    // An adapter may refuse what the product has no setting for.
    const isTold = await t.start({ binding: 'UQ' }).then(
      () => true,
      () => false,
    );
    if (!isTold)
      return void t.asDeclared('binding.queue', sighting(null, 'it cannot be started with binding UQ'));
    const { register } = await t.registrationAt(t.server);
    const binding = parameterOf(register, 'b') ?? '';
    t.asDeclared('binding.queue', sighting(binding.includes('Q'), `b=${binding} in the Register`, register));
  },
);

clientPurpose(
  {
    id: 'registration.bv.two-servers-as-declared',
    title: 'registers with both of two servers that it has accounts for, if its ICS says so',
    requirements: ['HLF-020', 'HLF-037'],
    clause: 'TS 1.0 §5.3, §6.1',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await t.startWithTwo();
    const arrivals = await Promise.all([first.next(REGISTER), second.next(REGISTER)]);
    const [arrived, ...others] = arrivals.flatMap(each => (each.kind === 'arrived' ? [each.message] : []));
    if (arrived === undefined) t.inconclusive('preamble.not-registered', 'it registered with neither server');
    const both = others.length > 0;
    const words = both ? 'a Register at each of two servers' : 'a Register at one of two servers only';
    t.asDeclared('multi-server', sighting(both, words, others[0] ?? arrived));
  },
);

clientPurpose(
  {
    id: 'registration.bv.deregister-as-declared',
    title: 'does not de-register when it is shut down, if its ICS says that it cannot',
    requirements: ['HLF-008', 'HLF-019'],
    clause: 'TS 1.0 §5.3.3, appendix B',
  },
  async t => {
    await t.registered();
    const arriving = t.server.next(DEREGISTER, t.silenceSpan);
    await t.sut.stop(true);
    const arrival = await arriving;
    // It may be shut down without a De-register (TS 1.0 §5.3.3).
    const seen: Sighting =
      arrival.kind === 'arrived'
        ? sighting(true, 'a De-register when it was shut down', arrival.message)
        : sighting(null, 'no De-register when it was shut down');
    t.asDeclared('op.deregister', seen);
  },
);

/** An instance of an object that `object.other` asks about. */
function isOther(path: string): boolean {
  return /^\/\d+\/\d+$/.test(path) && !/^\/(?:0|1|3|3303)\//.test(path);
}

/** The value of a parameter of a Register. */
function parameterOf(register: Parameters<typeof queryOf>[0], name: string): string | undefined {
  return queryOf(register)
    .find(item => item.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
