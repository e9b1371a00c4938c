import type { ControlChannel } from '../sut/control-contract.ts';
import { UnsupportedVerb } from '../sut/control-errors.ts';
import type { Launch } from '../sut/descriptor.ts';

/**
 * What can be done with a SUT that cannot be told anything: a server at a known address can at least be talked to.
 * Fresh endpoint names then stand in for fresh state.
 */
export function uncontrolled(launch: Launch): {
  readonly verbs: readonly string[];
  readonly channel: ControlChannel;
} {
  const address = launch.kind === 'remote' ? launch.address : null;
  return {
    verbs: address === null ? [] : ['start', 'stop'],
    channel: {
      async call(verb) {
        if (address !== null && verb === 'start') return { uri: address };
        if (address !== null && verb === 'stop') return {};
        throw new UnsupportedVerb(verb);
      },
      onEvent: () => {},
      close: async () => {},
    },
  };
}
