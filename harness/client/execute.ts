import type { CoapMessage, Code } from '../coap/message/message.ts';
import { ARGUMENT_LIST } from '../lwm2m/execute-arguments.ts';
import type { Target } from './target.ts';

/** Execute (TS 1.0 §5.4.5). The effect starts after the answer, as a device that reboots must answer first. */
export function execute(
  target: Extract<Target, { kind: 'resource' }>,
  request: CoapMessage,
): { readonly code: Code; readonly effect: (() => void) | null } {
  const { resource } = target;
  const { execution } = resource;
  if (resource.definition.operations !== 'E' || execution === null) return { code: '4.05', effect: null };
  const argument = request.payload.length === 0 ? null : Buffer.from(request.payload).toString('utf8');
  if (argument !== null && !ARGUMENT_LIST.test(argument)) return { code: '4.00', effect: null };
  if (execution.ready?.() === false) return { code: '4.05', effect: null };
  return { code: '2.04', effect: () => execution.run(argument) };
}
