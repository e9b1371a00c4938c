import {
  arrives,
  reportsValue,
  requestFor,
  type ServerContext,
  serverPurpose,
  text,
  withContent,
} from '../../../../touchstone.ts';

const about = { title: 'reads', requirements: ['HLF-001'], clause: 'none' } as const;

/** What the host does in each of them is in its name (host.ts). */
const MISBEHAVIOURS = [
  'honest',
  'malformed-json',
  'no-object',
  'wrong-shape',
  'wrong-type',
  'failure',
  'forgotten',
  'declined',
  'late',
  'flood',
  'invented-success',
  'dead-in-the-middle',
  'alive-again',
  'failing-stop',
] as const;

for (const words of MISBEHAVIOURS) {
  serverPurpose({ ...about, id: `control.bv.${words}`, needs: ['read'] }, reads);
}

async function reads(t: ServerContext): Promise<void> {
  await t.registered();
  t.device.answer(requestFor('get', '/3/0/0'), withContent(text('Acme')));
  const { request, answer } = await t.stimulate(requestFor('get', '/3/0/0'), () => t.sut.read('/3/0/0'));
  t.check('request', request, arrives('a Read (GET /3/0/0)'));
  t.reported('value', answer, reportsValue('/3/0/0', 'Acme'));
}
