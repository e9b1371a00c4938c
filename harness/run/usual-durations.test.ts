import { expect, test } from '@jest/globals';
import { loadSuites } from './suite-index.ts';
import { USUAL_SECONDS } from './usual-durations.ts';

test('every purpose of which a usual duration is known is there', async () => {
  const purposes = new Set((await loadSuites()).map(({ declaration }) => String(declaration.id)));
  expect(Object.keys(USUAL_SECONDS).filter(id => !purposes.has(id))).toEqual([]);
});
