import type { Pattern } from '../coap/exchange/inbox.ts';
import type { Arrival } from '../coap/exchange/received-message.ts';
import type { TesterDevice } from './tester-device.ts';

/** What the server did when it was asked to act: the message on the wire, and what it then told its user. */
export interface Stimulated<Answer> {
  readonly request: Arrival;
  /** SUT-reported. */
  readonly answer: Answer;
}

/** Makes the server act on a device, and gives the request it sent together with what it told its user. */
export async function stimulated<Answer>(
  device: TesterDevice,
  pattern: Pattern,
  act: () => Promise<Answer>,
): Promise<Stimulated<Answer>> {
  const arriving = device.next(pattern);
  const answer = await act();
  return { request: await arriving, answer };
}
