import type { ClientVersion } from '../sut/client-verbs.ts';
import type { ControlChannel } from '../sut/control-contract.ts';
import type { CellVersion } from '../verdict/cell-version.ts';

const STARTING: readonly string[] = ['start', 'startWith'];

/** A client that can speak several versions of LwM2M is told which one whenever it is started. */
export function speaking(version: CellVersion, control: ControlChannel): ControlChannel {
  const told = { lwm2m: version } satisfies ClientVersion;
  return {
    call: (verb, params) =>
      control.call(verb, STARTING.includes(verb) ? { ...(params as object), ...told } : params),
    onEvent: listener => control.onEvent(listener),
    close: () => control.close(),
  };
}
