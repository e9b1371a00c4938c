import { describe, expect, test } from '@jest/globals';
import { versionInEnabler } from './enabler-versions.ts';
import { builtInDefinitions } from './registry.ts';

const OF_THE_ENABLER = 8;

describe('versionInEnabler', () => {
  test('says what LwM2M 1.1.1 has, where the registry has gone on since', () => {
    const announced = builtInDefinitions('1.1')
      .filter(({ id }) => id < OF_THE_ENABLER)
      .map(({ id, version }) => `${id}:${versionInEnabler(id, version)}`);
    expect(announced).toEqual(['0:1.1', '1:1.1', '2:1.0', '3:1.1', '4:1.2', '5:1.0', '6:1.0', '7:1.0']);
  });

  test('never names a version after that of the definition', () => {
    for (const { id, version } of builtInDefinitions('1.1'))
      expect(Number(versionInEnabler(id, version))).toBeLessThanOrEqual(Number(version));
  });

  test('leaves objects that are no part of the enabler as they are defined', () => {
    expect(versionInEnabler(3303, '1.1')).toBe('1.1');
    expect(versionInEnabler(20, '2.1')).toBe('2.1');
  });
});
