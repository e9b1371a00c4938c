/** Starts a fake host, says its pid, and exits without stopping it. */
import { SystemClock } from '../../clock/system-clock.ts';
import { sutOf } from '../sut.ts';
import { describeFake } from './fake-sut.ts';

const sut = sutOf(describeFake({ behaviour: 'forking' }));
if (sut.kind !== 'external') process.exit(1);
const { logs } = await sut.launch({ runId: 'test', clock: new SystemClock(), progress: () => {} });
const pid = logs.lines.map(({ text }) => /^child (\d+)$/.exec(text)?.[1]).find(found => found !== undefined);
process.stdout.write(pid ?? '', () => process.exit(0));
