import { statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { CELL_VERSIONS, versionKey } from '../verdict/cell-version.ts';
import { FIRMWARE_IMAGE_KINDS } from '../verdict/purpose-declaration.ts';
import type { Mistake } from '../yaml/mistake.ts';
import type { FieldPath, YamlDocument } from '../yaml/yaml-document.ts';
import { placeholdersIn } from './command-placeholders.ts';

type Report = (field: FieldPath, problem: string, remedy: string) => void;

/**
 * What a schema cannot say: fields that contradict each other, files that do not exist. Everything is looked at with
 * suspicion, because the schema may have found mistakes too and all of them are told at once.
 */
export function descriptorMistakes(document: YamlDocument, file: string): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const report: Report = (field, problem, remedy) => {
    mistakes.push({ ...document.locate(field), field, problem, remedy });
  };
  const at = (...path: FieldPath): unknown => valueAt(document.data, path);
  rolesAgree(at, report);
  controlFits(at, report);
  versionsAgree(at, report);
  filesExist(at, report, dirname(file));
  return mistakes;
}

type At = (...path: FieldPath) => unknown;

function rolesAgree(at: At, report: Report): void {
  const role = at('role');
  const peer = at('launch', 'in-process', 'peer');
  if (
    typeof peer === 'string' &&
    typeof role === 'string' &&
    peer.startsWith('reference-') &&
    peer !== `reference-${role}`
  ) {
    report(
      ['launch', 'in-process', 'peer'],
      `found ${peer}, expected a peer of role ${role}`,
      `write reference-${role}, or change role`,
    );
  }
  const isRemote = isMap(at('launch', 'remote'));
  if (isRemote && role === 'client') {
    if (at('launch', 'remote', 'address') !== undefined) {
      report(
        ['launch', 'remote', 'address'],
        'found an address, but a client listens nowhere',
        'remove it; ixit.address is where the tester listens',
      );
    }
    if (at('ixit', 'address') === undefined) {
      report(
        ['ixit', 'address'],
        'missing, expected where the tester listens for the remote client',
        'add ixit.address: host:port, reachable from the client',
      );
    }
  }
  if (
    isRemote &&
    typeof role === 'string' &&
    role !== 'client' &&
    at('launch', 'remote', 'address') === undefined
  ) {
    report(
      ['launch', 'remote', 'address'],
      'missing, expected coap://host:port of the server',
      'add address: coap://host:port',
    );
  }
}

function controlFits(at: At, report: Report): void {
  const control = at('control');
  const transport = at('control', 'transport');
  const remoteControl = at('launch', 'remote', 'control');
  if (isMap(at('launch', 'in-process'))) {
    if (control !== undefined) {
      report(['control'], 'found a control, but a reference peer is called directly', 'remove control');
    }
    return;
  }
  if (control === undefined && isMap(at('launch'))) {
    report(
      ['control'],
      'missing, expected none or a map with protocol and transport',
      'add control: none, or { protocol: touchstone-control, transport: tcp }',
    );
  }
  if (transport === 'stdio' && (isMap(at('launch', 'container')) || isMap(at('launch', 'remote')))) {
    report(
      ['control', 'transport'],
      'found stdio, expected tcp for a container or a remote product',
      'write tcp',
    );
  }
  if (isMap(control) && isMap(at('launch', 'remote')) && remoteControl === undefined) {
    report(
      ['launch', 'remote', 'control'],
      'missing, expected where touchstone-control listens',
      'add control: host:port, or set the control of the file to none',
    );
  }
  if (control === 'none' && remoteControl !== undefined) {
    report(['control'], 'found none, but launch.remote.control names an address', 'remove one of the two');
  }
  const command = at('launch', 'process', 'command');
  const words = Array.isArray(command) ? command.filter(word => typeof word === 'string') : [];
  if (words.some(word => placeholdersIn(word).includes('serverUri')) && at('ixit', 'address') === undefined) {
    report(
      ['launch', 'process', 'command'],
      'found {serverUri}, expected ixit.address to know what it stands for',
      'add ixit.address: host:port where the tester listens',
    );
  }
}

function versionsAgree(at: At, report: Report): void {
  const given = at('lwm2m');
  const versions: readonly unknown[] = Array.isArray(given) ? given : [given];
  for (const version of CELL_VERSIONS.filter(known => versions.includes(known))) {
    const key = versionKey(version);
    if (at('ics', key) === false)
      report(
        ['ics', key],
        `found false, but lwm2m is ${versions.join(' and ')}`,
        `write true, or test another version`,
      );
  }
}

function isThere(path: string, kind: 'file' | 'folder'): boolean {
  try {
    const found = statSync(path);
    return kind === 'file' ? found.isFile() : found.isDirectory();
  } catch {
    return false;
  }
}

function filesExist(at: At, report: Report, folder: string): void {
  const expectFile = (path: FieldPath, kind: 'file' | 'folder'): string | null => {
    const given = at(...path);
    if (typeof given !== 'string' || given === '') return null;
    const target = resolve(folder, given);
    if (!isThere(target, kind))
      report(
        path,
        `found ${given}, expected a ${kind}; there is none at ${target}`,
        `correct the path, or create the ${kind}`,
      );
    return target;
  };
  const objectFiles = at('objectFiles');
  if (Array.isArray(objectFiles)) {
    for (const index of objectFiles.keys()) expectFile(['objectFiles', index], 'file');
  }
  for (const kind of FIRMWARE_IMAGE_KINDS) expectFile(['ixit', 'firmware', kind], 'file');
  expectFile(['baseline'], 'file');
  expectFile(['launch', 'process', 'cwd'], 'folder');
  const dockerfile = expectFile(['launch', 'container', 'dockerfile'], 'file');
  const context = expectFile(['launch', 'container', 'context'], 'folder');
  if (dockerfile === null || context === null) return;
  const inside = relative(context, dockerfile);
  if (inside.startsWith('..') || isAbsolute(inside)) {
    report(
      ['launch', 'container', 'dockerfile'],
      'found a Dockerfile outside of the context',
      'choose a context that contains the Dockerfile',
    );
  }
}

function valueAt(data: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, step) => (isContainer(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    data,
  );
}

function isContainer(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return isMap(value) || Array.isArray(value);
}

function isMap(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
