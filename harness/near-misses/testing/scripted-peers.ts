import type { ControlChannel } from '../../sut/control-contract.ts';
import { type EmbeddedEnvironment, embeddedControl } from '../../sut/embedded-control.ts';

/** Answers some verbs differently; undefined leaves them to the embedded peer. */
export type Script = (
  verb: string,
  params: Readonly<Record<string, unknown>>,
  embedded: ControlChannel,
) => Promise<unknown> | undefined;

/** The embedded peer behind a control that does not always say or do what it ought to. */
export function scripted(
  role: 'client' | 'server',
  script: Script,
): (environment: EmbeddedEnvironment) => ControlChannel {
  return environment => {
    const embedded = embeddedControl({ role }, environment);
    return {
      call: (verb, params) =>
        script(verb, params as Readonly<Record<string, unknown>>, embedded) ?? embedded.call(verb, params),
      onEvent: listener => embedded.onEvent(listener),
      close: () => embedded.close(),
    };
  };
}

/** A client that says goodbye even where it is told to vanish. */
export const gracefulClient = scripted('client', (verb, _, embedded) =>
  verb === 'stop' ? embedded.call('stop', { graceful: true }) : undefined,
);
