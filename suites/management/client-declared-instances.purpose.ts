import {
  answerShows,
  ContentFormat,
  clientPurpose,
  compositePaths,
  compositeValues,
  locationPath,
  locationText,
  type Outcome,
  sighting,
  tlv,
} from '../../harness/touchstone.ts';

const UNSUPPORTED = ['4.05', '5.01'] as const;

clientPurpose(
  {
    id: 'management.bv.instances-as-declared',
    title: 'lets its server create and delete instances of object 3303 if its ICS says so, and not otherwise',
    requirements: ['HLF-034', 'HLF-014'],
    clause: 'TS 1.0 §5.4.6, §5.4.7, appendix B',
    when: 'object.3303',
  },
  async t => {
    const { device, root } = await t.registered();
    const content = tlv('/3303', { 5700: 4.5 }, t.definitions);
    const created = await device.create('/3303', content);
    const seen = answerShows('a Create on /3303', created, { yes: ['2.01'], no: UNSUPPORTED });
    t.asDeclared('create.3303', seen);
    // That this object cannot be created says nothing of others.
    t.asDeclared('op.create', seen.shown === true ? seen : { ...seen, shown: null });
    const location = locationText(locationPath(created)).slice(root.length);
    if (seen.shown !== true || !/^\/3303\/\d+$/.test(location))
      return void t.asDeclared('op.delete', sighting(null, 'no instance whose path is known'));
    const deleted = await device.delete(location);
    const answered = answerShows(`a Delete of ${location}`, deleted, { yes: ['2.02'], no: UNSUPPORTED });
    t.asDeclared('op.delete', answered);
  },
);

clientPurpose(
  {
    id: 'management.bv.composite-operations-as-declared',
    title: 'carries out the composite operations that its ICS says it supports, and no others',
    requirements: ['HLF-034', 'HLF-035', 'HLF-028'],
    clause: 'TS 1.1 §6.3.8, §6.3.9, §6.4.4',
    when: 'lwm2m.1_1',
  },
  async t => {
    const { device, account } = await t.registered();
    const lifetime = `${account}/1`;
    const [format, paths] = [ContentFormat.senmlJson, compositePaths(ContentFormat.senmlJson, lifetime)];
    const shows = (what: string, answer: Outcome, yes: '2.04' | '2.05') =>
      answerShows(what, answer, { yes: [yes], no: UNSUPPORTED });
    const read = await device.composite.read(paths, format);
    t.asDeclared('op.read-composite', shows('a Read-Composite', read, '2.05'));
    const write = await device.composite.write(compositeValues(format, { [lifetime]: t.lifetime }));
    t.asDeclared('op.write-composite', shows('a Write-Composite', write, '2.04'));
    const observation = await device.composite.observe(paths, format);
    const observed = shows('an Observe-Composite', observation.first, '2.05');
    // A device may answer an Observe as a Read whenever it wants (RFC 7641 §4.1).
    const silent = observed.shown === true && !observation.established;
    t.asDeclared('op.observe-composite', silent ? { ...observed, shown: null } : observed);
  },
);
