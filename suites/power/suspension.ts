import {
  type Arrival,
  type ClientContext,
  DEREGISTER,
  type Expectation,
  type PlainValue,
  REGISTER,
  type ReceivedMessage,
  type RegisteredDevice,
  type ServerObservation,
  satisfies,
  tlv,
  valuesIn,
} from '../../harness/touchstone.ts';

/** Seconds: short enough to be waited for, long enough to be probed. */
export const DISABLE_TIMEOUT = 8;

type Account = Pick<RegisteredDevice, 'device' | 'account'>;

/** Preamble: a Disable Timeout in seconds. @throws Inconclusive when it is refused. */
export async function setDisableTimeout(t: ClientContext, { device, account }: Account, seconds: number) {
  const path = `${account}/5`;
  t.done(await device.write(path, tlv(path, seconds)), 'the Write of the Disable Timeout');
}

/** A device that has de-registered because it was told to. */
export interface Suspended {
  /** When its De-register came, in milliseconds. */
  readonly at: number;
  /** How many messages had come when everything from before had arrived. */
  readonly from: number;
}

/** Preamble: disables an account. @throws Inconclusive when the device does not de-register. */
export async function disabled(
  t: ClientContext,
  { device, account }: Account,
  server = t.server,
): Promise<Suspended> {
  t.done(await device.execute(`${account}/4`), 'the Execute of Disable');
  const deregister = await server.next(DEREGISTER);
  if (deregister.kind === 'silence') t.inconclusive('preamble.no-response', 'no De-register came');
  // Acknowledgements may be overtaken on the way.
  await t.settled();
  return { at: deregister.message.at, from: server.received.length };
}

/** Preamble: it registers anew with the tester's server. @throws Inconclusive when it does not. */
export async function returned(t: ClientContext, seconds: number): Promise<RegisteredDevice> {
  await t.clock.wait(seconds * 1000);
  const registered = await t.registrationAt(t.server);
  await t.settled();
  return registered;
}

/** What the device sent while it was disabled, until it registered again; a repetition is the network's doing. */
export function sentMeanwhile(received: readonly ReceivedMessage[], { from }: Suspended): readonly string[] {
  const back = received.findIndex((message, index) => index >= from && REGISTER.matches(message));
  const known = received.slice(0, from).map(identity);
  return received
    .slice(from, back < 0 ? undefined : back)
    .filter(message => !known.includes(identity(message)))
    .map(({ type, code }) => `${type} ${code}`);
}

function identity({ type, messageId }: ReceivedMessage): string {
  return `${type} ${messageId}`;
}

/** Preamble: a value of the device changes by itself. @throws Inconclusive when it cannot be told to change this one. */
export async function changeLocally(t: ClientContext, path: string, value: string | number | boolean) {
  if (!(await t.sut.setResource(path, value)))
    t.inconclusive('preamble.refused', `the SUT cannot be told to change ${path}`);
}

export function nothing(): Expectation<readonly string[]> {
  return satisfies<readonly string[]>('nothing at all', sent => sent.length === 0, 'message.unexpected');
}

/**
 * The values that come, the first of them within so many milliseconds, and those that follow at once. What was there before
 * it lost its network, and the same value again, are no news (RFC 7641 §4.3.1 lets a device refresh its observers).
 */
export async function deliveredBy(
  t: ClientContext,
  observation: ServerObservation,
  path: string,
  within: number = t.patience,
): Promise<readonly PlainValue[]> {
  return deliveredFrom(t, observation, path, await observation.next(within));
}

/** As `deliveredBy`, where the first of them has come already. */
export async function deliveredFrom(
  t: ClientContext,
  observation: ServerObservation,
  path: string,
  first: Arrival,
): Promise<readonly PlainValue[]> {
  const known = [observation.first].flatMap(first =>
    first.kind === 'silence' ? [] : [valuesIn(path, first.message, t.definitions)[path]],
  );
  const values: PlainValue[] = [];
  let arrival = first;
  const end = t.clock.now() + 2 * t.silenceSpan;
  while (arrival.kind === 'arrived') {
    const shown = valuesIn(path, arrival.message, t.definitions)[path] ?? 'no value';
    if (shown !== values.at(-1) && !known.includes(shown)) values.push(shown);
    arrival = await observation.next(Math.max(0, end - t.clock.now()));
  }
  return values;
}

/** @param current what it was before, which a device may refresh first. */
export function sequence(wanted: readonly number[], current?: number) {
  return satisfies<readonly PlainValue[]>(`notifications of ${wanted.join(', ')}`, values => {
    const news = values[0] === current ? values.slice(1) : values;
    return news.length === wanted.length && news.every((each, index) => each === wanted[index]);
  });
}
