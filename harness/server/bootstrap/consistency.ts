import type { PlainResources } from '../outgoing-content.ts';
import type { BootstrapStep } from './bootstrap-step.ts';
import { writtenInstances } from './written-instances.ts';

const MAX_SHORT_SERVER_ID = 65_534;
const NOSEC = 3;
const PUBLIC_KEY_OR_IDENTITY = 3;
const SECRET_KEY = 5;

/**
 * What is contradictory in what a sequence hands out, in a sentence each (TS 1.0 §5.2, appendices E.1 and E.2). A sequence that
 * completes what a device holds already is not looked at as a whole: only what it says is held against it.
 */
export function inconsistencies(steps: readonly BootstrapStep[]): readonly string[] {
  const security = [...writtenInstances(steps, 0)];
  const servers = [...writtenInstances(steps, 1)];
  const accounts = security.filter(([, resources]) => resources[1] !== true);
  const told = accounts.map(([, resources]) => resources[10]);
  const own = servers.map(([, resources]) => resources[0]);
  return [
    ...(security.length - accounts.length > 1
      ? ['there is more than one account of a bootstrap server']
      : []),
    ...accounts.flatMap(([id, resources]) => shortIdProblem(`/0/${id}`, resources[10])),
    ...servers.flatMap(([id, resources]) => shortIdProblem(`/1/${id}`, resources[0])),
    ...repeated(told).map(id => `two Security instances are of the server ${id}`),
    ...repeated(own).map(id => `two Server instances are of the server ${id}`),
    ...told.filter(id => !own.includes(id)).map(id => `the server ${id} has no Server instance`),
    ...own.filter(id => !told.includes(id)).map(id => `the server ${id} has no Security instance`),
    ...security.flatMap(([id, resources]) => uriProblem(`/0/${id}`, resources)),
  ];
}

/** Whether anything secret is handed out, which must not cross a channel that is not protected. */
export function holdsSecrets(steps: readonly BootstrapStep[]): boolean {
  return [...writtenInstances(steps, 0).values()].some(resources =>
    [PUBLIC_KEY_OR_IDENTITY, SECRET_KEY].some(id => (resources[id] ?? '') !== ''),
  );
}

function shortIdProblem(path: string, id: unknown): string[] {
  const fits = typeof id === 'number' && Number.isInteger(id) && id >= 1 && id <= MAX_SHORT_SERVER_ID;
  return fits
    ? []
    : [`the Short Server ID of ${path} is ${id ?? 'missing'}, and none from 1 to ${MAX_SHORT_SERVER_ID}`];
}

function uriProblem(path: string, { 0: uri, 2: mode }: PlainResources): string[] {
  if (typeof uri !== 'string' || !/^coaps?:\/\/[^/]/.test(uri)) return [`${path} has no URI of a server`];
  const secured = uri.startsWith('coaps:');
  return secured === (mode === NOSEC) ? [`the security mode ${mode} of ${path} does not go with ${uri}`] : [];
}

function repeated<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
