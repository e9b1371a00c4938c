/** What a server under test can be told to do, beyond `start` and `stop`. */
export const SERVER_VERBS = [
  'listRegistrations',
  'read',
  'discover',
  'write',
  'writeAttributes',
  'execute',
  'create',
  'delete',
  'observe',
  'cancel',
  'readComposite',
  'writeComposite',
  'observeComposite',
] as const;

/** `readComposite` and `observeComposite`: values of these paths, of any depth, with one request (TS 1.1 §6.3.8, §6.4.4). */
export interface CompositeRead {
  readonly endpoint: string;
  /** `/3/0/0`, `/1` */
  readonly paths: readonly string[];
}

/** `writeComposite`: all of these values or none, with one request (TS 1.1 §6.3.9). */
export interface CompositeWrite {
  readonly endpoint: string;
  /** By the path of a resource or resource instance. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
}
