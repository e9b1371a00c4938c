import type { Pattern } from '../../coap/exchange/inbox.ts';
import type { Arrival, ReceivedMessage } from '../../coap/exchange/received-message.ts';
import type { Values } from '../expect-content.ts';

/** What a bootstrap server did for a device, from its answer to the request to the Bootstrap-Finish. */
export interface BootstrapTranscript {
  /** The answer to the Bootstrap-Request. */
  readonly answer: ReceivedMessage;
  /** Commands in order, the Bootstrap-Finish last. */
  readonly commands: readonly ReceivedMessage[];
  readonly finish: ReceivedMessage;
  /** What was written, by full path. */
  readonly written: Values;
  /** What the device held in the end, by full path: what was written, and what was not deleted. */
  readonly held: Values;
}

/** The first command that matches, as something to be judged; silence where there is none. */
export function firstOf({ commands }: Pick<BootstrapTranscript, 'commands'>, pattern: Pattern): Arrival {
  const message = commands.find(pattern.matches);
  return message === undefined
    ? { kind: 'silence', waited: 0, sentFrame: null }
    : { kind: 'arrived', message };
}

/** Short Server IDs in what was written to the Security object (0) or the Server object (1), by instance path. */
export function shortServerIds(values: Values, object: 0 | 1): ReadonlyMap<string, unknown> {
  const resource = object === 0 ? 10 : 0;
  return new Map(
    instancesOf(values, object)
      .filter(path => object === 1 || values[`${path}/1`] !== true)
      .map(path => [path, values[`${path}/${resource}`]]),
  );
}

/** Instances of an object that hold any value, `/0/1`. */
export function instancesOf(values: Values, object: number): readonly string[] {
  const paths = Object.keys(values)
    .filter(path => path.startsWith(`/${object}/`))
    .map(path => path.split('/').slice(0, 3).join('/'));
  return [...new Set(paths)];
}
