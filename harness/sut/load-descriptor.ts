import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LONGEST_IDENTITY } from '../lwm2m/account-security.ts';
import type { Ics } from '../verdict/ics.ts';
import { fileValidator } from '../yaml/file-validator.ts';
import { FileMistakes } from '../yaml/mistake.ts';
import { readUserFile } from '../yaml/read-user-file.ts';
import { parseYaml } from '../yaml/yaml-document.ts';
import type {
  ContainerLaunch,
  ControlAccess,
  FirmwareIxit,
  Ixit,
  Launch,
  SutDescriptor,
} from './descriptor.ts';
import { descriptorFormats } from './descriptor-formats.ts';
import { descriptorMistakes } from './descriptor-rules.ts';
import { type SutFile, sutFileSchema } from './descriptor-schema.ts';
import { parseHostPort } from './host-port.ts';
import { transmissionParameters } from './transmission-timers.ts';

export const SUT_FILE = 'sut.yaml';

const DEFAULT_START_TIMEOUT = 60;
/** What a host may take on top of the longest exchange with a device, milliseconds. */
const HOST_OVERHEAD = 30_000;
const DEFAULT_LIFETIME = 86_400;
const DEFAULT_SHORT_SERVER_ID = 123;
/** Schedulers, garbage collectors and containers of ordinary machines stay well below it. */
const DEFAULT_TOLERANCE = 0.25;

const schemaMistakes = fileValidator(sutFileSchema, descriptorFormats);

/**
 * Loads a SUT file.
 * @param path the file, or the folder that holds a `sut.yaml`; relative to the working directory.
 * @throws ConfigurationError when it cannot be read; FileMistakes (a ConfigurationError) with every mistake in it.
 */
export function loadDescriptor(path: string): SutDescriptor {
  const given = resolve(path);
  const file = isFolder(given) ? join(given, SUT_FILE) : given;
  const hint = `name a ${SUT_FILE} or a folder that holds one; docs/sut-file.md shows how to write it`;
  return parseDescriptor(readUserFile(file, 'descriptor.unreadable', hint), file);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Whatever is wrong with it is told where it is read.
    return false;
  }
}

/** The same for a text already read. @param file absolute path; paths in the text are relative to its folder. */
export function parseDescriptor(text: string, file: string): SutDescriptor {
  const { document, mistakes: syntax, readable } = parseYaml(text);
  const mistakes = readable
    ? [...syntax, ...schemaMistakes(document), ...descriptorMistakes(document, file)]
    : syntax;
  if (mistakes.length > 0) throw new FileMistakes('descriptor.invalid', file, mistakes);
  return understood(document.data as SutFile, file);
}

function understood(data: SutFile, file: string): SutDescriptor {
  const folder = dirname(file);
  const { name, vendor, version, url } = data.identity;
  const launch = launchOf(data.launch, folder);
  const ixit = ixitOf(data.ixit ?? {}, launch, folder);
  return {
    file,
    identity: { name, vendor, version, url: url ?? null },
    role: data.role,
    lwm2m: typeof data.lwm2m === 'string' ? [data.lwm2m] : data.lwm2m,
    security: typeof data.security === 'string' ? [data.security] : (data.security ?? ['nosec']),
    launch,
    control: controlOf(data.control, launch, ixit),
    ics: (data.ics ?? {}) as Ics,
    ixit,
    objectFiles: (data.objectFiles ?? []).map(path => resolve(folder, path)),
    baseline: data.baseline === undefined ? null : resolve(folder, data.baseline),
  };
}

function launchOf(launch: SutFile['launch'], folder: string): Launch {
  if (launch['in-process'] !== undefined) return { kind: 'in-process', peer: launch['in-process'].peer };
  if (launch.process !== undefined) {
    const { command, cwd, env } = launch.process;
    const [program = '', ...rest] = command;
    return { kind: 'process', command: [program, ...rest], cwd: resolve(folder, cwd ?? '.'), env: env ?? {} };
  }
  if (launch.container !== undefined) return containerOf(launch.container, folder);
  const { address, control } = launch.remote ?? {};
  return {
    kind: 'remote',
    address: address ?? null,
    control: control === undefined ? null : parseHostPort(control),
  };
}

function containerOf(
  {
    image,
    dockerfile = '',
    context,
    args,
    tag = '',
    env,
    memory,
  }: NonNullable<SutFile['launch']['container']>,
  folder: string,
): ContainerLaunch {
  const common = { kind: 'container', env: env ?? {}, memory: memory ?? null } as const;
  if (image !== undefined) return { ...common, image: { kind: 'pinned', reference: image } };
  const file = resolve(folder, dockerfile);
  const sent = context === undefined ? dirname(file) : resolve(folder, context);
  return { ...common, image: { kind: 'built', dockerfile: file, context: sent, args: args ?? {}, tag } };
}

function controlOf(control: SutFile['control'], launch: Launch, { parameters }: Ixit): ControlAccess {
  if (launch.kind === 'in-process') return { kind: 'embedded' };
  if (control === undefined || control === 'none') return { kind: 'none' };
  const { transport, startTimeout = DEFAULT_START_TIMEOUT, callTimeout } = control;
  return {
    kind: 'json-rpc',
    transport,
    startTimeout: startTimeout * 1000,
    callTimeout: callTimeout === undefined ? parameters.maxTransmitWait + HOST_OVERHEAD : callTimeout * 1000,
  };
}

function ixitOf(ixit: NonNullable<SutFile['ixit']>, launch: Launch, folder: string): Ixit {
  const { tolerance, ...timers } = ixit.timers ?? {};
  const parameters = transmissionParameters(timers);
  const { bootstrapTimeout } = ixit;
  return {
    parameters,
    // Virtual time is exact.
    tolerance: tolerance ?? (launch.kind === 'in-process' ? 0 : DEFAULT_TOLERANCE),
    lifetime: ixit.lifetime ?? DEFAULT_LIFETIME,
    bootstrapTimeout: bootstrapTimeout === undefined ? parameters.exchangeLifetime : bootstrapTimeout * 1000,
    shortServerId: ixit.shortServerId ?? DEFAULT_SHORT_SERVER_ID,
    longestIdentity: ixit.longestIdentity ?? LONGEST_IDENTITY,
    firmware: firmwareOf(ixit.firmware ?? {}, folder),
    address: ixit.address === undefined ? null : parseHostPort(ixit.address),
  };
}

function firmwareOf({ version, ...images }: FirmwareIxit, folder: string): FirmwareIxit {
  const resolved = Object.entries(images).map(([kind, path]) => [kind, resolve(folder, path)]);
  return { ...Object.fromEntries(resolved), ...(version === undefined ? {} : { version }) };
}
