import { formatPath, parsePath } from '../../lwm2m/path.ts';
import { readingOf } from '../engine/judge.ts';
import type { FuzzTarget } from '../engine/target.ts';
import { textWords } from '../words.ts';

const NOT_A_PATH = {
  code: 'path',
  message: 'not a path',
  offset: 0,
  clause: 'TS 1.0 §6.1',
  level: 'must',
} as const;

const reading = readingOf({
  label: 'path',
  decode: bytes => {
    const value = parsePath(Buffer.from(bytes).toString('utf8'));
    return { value, deviations: value === null ? [NOT_A_PATH] : [] };
  },
  encode: path => new TextEncoder().encode(formatPath(path)),
});

export const target: FuzzTarget = {
  name: 'path',
  title: 'path of an object, instance, resource or resource instance (TS 1.0 §6.1)',
  readings: [reading],
  seeds: textWords('/3', '/3/0', '/3/0/6', '/3/0/6/1', '/65534').map(payload => ({ reading: 0, payload })),
  dictionary: textWords('/', '65535', '00', '-', '+', ' '),
};
