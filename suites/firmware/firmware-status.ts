import {
  type ClientContext,
  ContentFormat,
  content,
  METHODS,
  OptionNumber,
  type RegisteredDevice,
  type Request,
  type ServerObservation,
  uintOption,
  valuesIn,
} from '../../harness/touchstone.ts';

export const FIRMWARE = 'object.5';
export const PUSH = 'object.5 && firmware.push';
export const PULL = 'object.5 && firmware.pull';

export const HTTP = `${PULL} && firmware.http`;

export const IDLE = 0;
export const DOWNLOADING = 1;
export const DOWNLOADED = 2;
export const UPDATING = 3;
const STATES = ['Idle', 'Downloading', 'Downloaded', 'Updating'] as const;

/** One byte NUL, written to Package, takes the object back to Idle. */
export const NUL = { format: ContentFormat.opaque, payload: Uint8Array.of(0) };
/** Text of no character; the format is written all the same. */
export const NO_URI = { format: ContentFormat.text, payload: new Uint8Array(0) };

type Device = RegisteredDevice['device'];

/** A Read of /5/0 shows this State and one of these results. */
export function firmwareIs(state: number, ...results: readonly [number, ...number[]]) {
  return content(
    '/5/0',
    `State ${state} (${STATES[state]}) and Update Result ${results.join(' or ')}`,
    values => values['/5/0/3'] === state && results.some(result => values['/5/0/5'] === result),
  );
}

/** A Read of /5/0 shows a State other than this one. */
export function firmwareIsNot(state: number) {
  return content('/5/0', `a State other than ${state} (${STATES[state]})`, values => {
    const now = values['/5/0/3'];
    return typeof now === 'number' && now !== state;
  });
}

/** A Write of Package, without its content. */
export function writePackage(device: Device): Request {
  const options = [...device.path('/5/0/0'), uintOption(OptionNumber.contentFormat, ContentFormat.opaque)];
  return { method: METHODS.put, options };
}

/** Preamble: the valid image, or one that fails only when it is installed, is there. @throws Inconclusive otherwise. */
export async function downloaded(
  t: ClientContext,
  device: Device,
  kind: 'valid' | 'failing' = 'valid',
): Promise<void> {
  t.done(await device.write('/5/0/0', t.firmware.image(kind)), 'the Write of a package');
  const status = await t.firmware.downloadEnded(device);
  if (!firmwareIs(DOWNLOADED, 0).judge(status, t.definitions).pass)
    t.inconclusive('preamble.refused', 'the package that was pushed did not become Downloaded');
}

/** The numbers that an observation of one resource tells, until it tells `last` or says nothing more. */
export async function toldUntil(
  t: ClientContext,
  observation: ServerObservation,
  path: string,
  last: number,
): Promise<readonly number[]> {
  const told: number[] = [];
  for (;;) {
    const arrival = await observation.next(t.patience);
    if (arrival.kind === 'silence') return told;
    const { [path]: value } = valuesIn(path, arrival.message, t.definitions);
    if (typeof value === 'number') told.push(value);
    if (value === last) return told;
  }
}
