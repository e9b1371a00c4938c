import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_PARAMETERS } from '../coap/exchange/parameters.ts';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { FileMistakes } from '../yaml/mistake.ts';
import type { SutDescriptor } from './descriptor.ts';
import { loadDescriptor, parseDescriptor } from './load-descriptor.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/suts');

/** A correct file; the comments are the line numbers that the table of mistakes refers to. */
const CORRECT = `schema: touchstone/sut@1
identity:
  name: acme-client
  vendor: Acme
  version: 3.2.1
role: client
lwm2m: "1.0"
launch:
  process:
    command: ["./client", "--name", "{endpoint}"]
control:
  protocol: touchstone-control
  transport: stdio
ics:
  object.5: true
  attr.pmin: unset
ixit:
  timers:
    ackTimeout: 3
  lifetime: 300
`;

const CONTAINER = `launch:
  container:
    image: registry.example/acme/client:3.2.1
control:
  protocol: touchstone-control
  transport: tcp`;
const PROCESS = CORRECT.slice(CORRECT.indexOf('launch:'), CORRECT.indexOf('\nics:'));

function mistakesIn(text: string): FileMistakes {
  try {
    parseDescriptor(text, join(folder, 'sut.yaml'));
  } catch (error) {
    if (error instanceof FileMistakes) return error;
    throw error;
  }
  throw new Error(`no mistake was found in\n${text}`);
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-descriptor-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('A SUT file with one mistake', () => {
  // What is replaced, by what, the line it is told at, the message after `file:line: `, the remedy.
  const table: readonly (readonly [string, string, number, RegExp, RegExp])[] = [
    [
      'schema: touchstone/sut@1',
      'schema: touchstone/sut@2',
      1,
      /^schema: found "touchstone\/sut@2", expected touchstone\/sut@1$/,
      /write touchstone\/sut@1/,
    ],
    [
      '  vendor: Acme\n',
      '',
      2,
      /^identity\.vendor: missing, expected who makes the product$/,
      /^add vendor: .*"Acme"/,
    ],
    [
      '  name: acme-client',
      '  name: Acme Client',
      3,
      /^identity\.name: found "Acme Client", expected a name in lower case/,
      /for example "acme-client"/,
    ],
    [
      'version: 3.2.1',
      'version: latest',
      5,
      /^identity\.version: found "latest", expected an exact version/,
      /for example "3\.2\.1"/,
    ],
    ['version: 3.2.1', 'version: ^3.2.0', 5, /^identity\.version: found "\^3\.2\.0"/, /exact version/],
    [
      'version: 3.2.1',
      'version: 3.2',
      5,
      /^identity\.version: found 3\.2, expected an exact version as text/,
      /exact version as text/,
    ],
    [
      'role: client',
      'role: clinet',
      6,
      /^role: found "clinet", expected one of client, server, bootstrap-server$/,
      /^write client$/,
    ],
    [
      'lwm2m: "1.0"',
      'lwm2m: 1.0',
      7,
      /^lwm2m: found 1, expected "1\.0" or "1\.1", in quotes, or a list of both$/,
      /write "1\.0" or "1\.1", in quotes/,
    ],
    [
      'lwm2m: "1.0"',
      'lwm2m: "1.2"',
      7,
      /^lwm2m: found "1\.2", expected "1\.0" or "1\.1", in quotes, or a list of both$/,
      /^write "1\.0"/,
    ],
    [
      'lwm2m: "1.0"',
      'lwm2m: ["1.0", "1.0"]',
      7,
      /^lwm2m: found a list, expected "1\.0" or "1\.1", in quotes, or a list of both$/,
      /^write "1\.0"/,
    ],
    [
      '  process:',
      '  proces:',
      9,
      /^launch\.proces: unknown name, expected one of in-process, process, container, remote$/,
      /^did you mean process\?$/,
    ],
    [
      'launch:\n  process:',
      'launch:\n  remote: { control: "127.0.0.1:7" }\n  process:',
      8,
      /^launch: found a map, expected exactly one of in-process/,
      /exactly one of/,
    ],
    [
      '"{endpoint}"',
      '"{endpiont}"',
      10,
      /^launch\.process\.command\[2\]: found "\{endpiont\}", expected text/,
      /\{endpoint\}/,
    ],
    [
      'command: ["./client", "--name", "{endpoint}"]',
      'command: ./client --name',
      10,
      /^launch\.process\.command: found "\.\/client --name", expected a list/,
      /for example \["\.\/client"/,
    ],
    [
      '    command:',
      '    cwd: nowhere\n    command:',
      10,
      /^launch\.process\.cwd: found nowhere, expected a folder/,
      /create the folder/,
    ],
    [
      '  transport: stdio',
      '  transport: serial',
      13,
      /^control\.transport: found "serial", expected one of stdio, tcp$/,
      /write stdio or tcp/,
    ],
    [
      CORRECT.slice(CORRECT.indexOf('control:'), CORRECT.indexOf('ics:')),
      'control: nothing\n',
      11,
      /^control: found "nothing", expected none, or a map/,
      /none, or a map/,
    ],
    [
      CORRECT.slice(CORRECT.indexOf('control:'), CORRECT.indexOf('ics:')),
      '',
      1,
      /^control: missing, expected none or a map/,
      /^add control: none/,
    ],
    [
      '  object.5: true',
      '  objct.5: true',
      15,
      /^ics\["objct\.5"\]: unknown name/,
      /^did you mean object\.5\?$/,
    ],
    [
      '  object.5: true',
      '  object.5: yes',
      15,
      /^ics\["object\.5"\]: found "yes", expected one of true, false, unset$/,
      /write true, false or unset/,
    ],
    [
      '  object.5: true',
      '  lwm2m.1_0: false',
      15,
      /^ics\["lwm2m\.1_0"\]: found false, but lwm2m is 1\.0$/,
      /write true/,
    ],
    [
      '    ackTimeout: 3',
      '    ackTimeuot: 3',
      19,
      /^ixit\.timers\.ackTimeuot: unknown name/,
      /^did you mean ackTimeout\?$/,
    ],
    [
      '    ackTimeout: 3',
      '    ackTimeout: -3',
      19,
      /^ixit\.timers\.ackTimeout: found -3, expected ACK_TIMEOUT in seconds .*\(> 0\)$/,
      /ACK_TIMEOUT/,
    ],
    [
      '  lifetime: 300',
      '  lifetime: 1.5',
      20,
      /^ixit\.lifetime: found 1\.5, expected the lifetime/,
      /whole seconds/,
    ],
    [
      '  lifetime: 300',
      '  lifetime: 300\nbaseline: ./nothing.yaml',
      21,
      /^baseline: found \.\/nothing\.yaml, expected a file; there is none/,
      /correct the path/,
    ],
    [
      '  lifetime: 300',
      '  lifetime: 300\n  lifetime: 301',
      21,
      /^not well-formed YAML: Map keys must be unique/,
      /^keep one of the two$/,
    ],
    ['  vendor: Acme', '\tvendor: Acme', 4, /^not well-formed YAML: /, /spaces|correct the YAML/],
    ['  vendor: Acme', '  vendor: "Acme', 4, /^not well-formed YAML: /, /close the quote|correct the YAML/],
    [
      PROCESS,
      CONTAINER.replace(':3.2.1', ':latest'),
      10,
      /^launch\.container\.image: found ".*:latest", expected an image with a digest/,
      /tag that does not move/,
    ],
    [
      PROCESS,
      CONTAINER.replace(':3.2.1', ''),
      10,
      /^launch\.container\.image: found ".*client", expected an image with a digest/,
      /for example/,
    ],
    [
      PROCESS,
      CONTAINER.replace('image:', 'tag: a:1\n    image:'),
      9,
      /^launch\.container: found a map, expected either image, or dockerfile and tag/,
      /either image, or/,
    ],
    [
      PROCESS,
      CONTAINER.replace('tcp', 'stdio'),
      13,
      /^control\.transport: found stdio, expected tcp/,
      /^write tcp$/,
    ],
    [
      PROCESS,
      'launch:\n  in-process: { peer: reference-server }',
      9,
      /^launch\.in-process\.peer: found reference-server, expected a peer of role client$/,
      /reference-client/,
    ],
    [
      PROCESS,
      'launch:\n  in-process: { peer: reference-client }\ncontrol: none',
      10,
      /^control: found a control, but a reference peer is called directly$/,
      /^remove control$/,
    ],
    [
      PROCESS,
      'launch:\n  remote: {}\ncontrol: none',
      14,
      /^ixit\.address: missing, expected where the tester listens/,
      /^add ixit\.address/,
    ],
    [
      PROCESS,
      'launch:\n  remote: { control: nowhere }\ncontrol: none',
      9,
      /^launch\.remote\.control: found "nowhere", expected where touchstone-control listens/,
      /host:port/,
    ],
  ];

  test.each(table)(
    '(%j → %j) is told its line, what was found and what to do',
    (was, becomes, line, message, remedy) => {
      const text = CORRECT.replace(was, () => becomes);
      expect(text).not.toBe(CORRECT);
      const error = mistakesIn(text);
      const file = join(folder, 'sut.yaml');
      const told = error.mistakes.map((_, index) =>
        error.message.split('\n')[index]?.replace(`${file}:`, ''),
      );
      const index = told.findIndex(one => message.test(one?.replace(/^\d+: /, '') ?? ''));
      expect({ told, index }).toEqual({ told, index: expect.any(Number) });
      expect({ told, found: index >= 0 }).toEqual({ told, found: true });
      expect({ told, line: error.mistakes[index]?.line }).toEqual({ told, line });
      expect(error.mistakes[index]?.remedy).toMatch(remedy);
      expect(error.hint).toContain(error.mistakes[index]?.remedy);
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(error.exitCode).toBe(78);
    },
  );

  test('hears nothing but that mistake', () => {
    // Where one word is wrong there is one mistake, however many branches a schema has.
    for (const [was, becomes] of table.filter(
      ([, , , message]) => !/launch: found a map|remote|proces:|YAML/.test(message.source),
    )) {
      const { mistakes } = mistakesIn(CORRECT.replace(was, () => becomes));
      expect({ becomes, mistakes: mistakes.map(({ problem }) => problem) }).toEqual({
        becomes,
        mistakes: [expect.any(String)],
      });
    }
  });
});

describe('A SUT file with several mistakes', () => {
  test('is told all of them, in the order of the file', () => {
    const text = CORRECT.replace('3.2.1', 'main')
      .replace('role: client', 'role: device')
      .replace('object.5', 'object.55')
      .replace('stdio', 'tpc');
    const error = mistakesIn(text);
    expect(error.mistakes.map(({ line }) => line)).toEqual([5, 6, 13, 15]);
    expect(error.message.split('\n')).toHaveLength(4);
    expect(error.hint.split('\n').map(line => line.split(':')[0])).toEqual([
      'line 5',
      'line 6',
      'line 13',
      'line 15',
    ]);
  });

  test('is told every syntax error at once, and nothing that follows from them', () => {
    const { mistakes } = mistakesIn(
      CORRECT.replace('vendor: Acme', 'vendor: "Ac"me').replace('lifetime: 300', 'lifetime: [300'),
    );
    expect(mistakes.length).toBeGreaterThanOrEqual(2);
    expect(mistakes.every(({ problem }) => problem.startsWith('not well-formed YAML'))).toBe(true);
  });

  test.each(['', '[]', 'text', 'null', '- launch', '? [a]\n: b', '&a [*a]'])(
    'is refused as %j without a crash',
    text => {
      expect(mistakesIn(text).mistakes.length).toBeGreaterThan(0);
    },
  );
});

describe('A correct SUT file', () => {
  test('names one version of LwM2M, or a list of them', () => {
    const both = CORRECT.replace('lwm2m: "1.0"', 'lwm2m: ["1.0", "1.1"]');
    expect(parseDescriptor(both, join(folder, 'sut.yaml')).lwm2m).toEqual(['1.0', '1.1']);
  });

  test('is understood, with defaults filled in and times in milliseconds', () => {
    const file = join(folder, 'sut.yaml');
    expect(parseDescriptor(CORRECT, file)).toEqual({
      file,
      identity: { name: 'acme-client', vendor: 'Acme', version: '3.2.1', url: null },
      role: 'client',
      lwm2m: ['1.0'],
      launch: { kind: 'process', command: ['./client', '--name', '{endpoint}'], cwd: folder, env: {} },
      security: ['nosec'],
      control: { kind: 'json-rpc', transport: 'stdio', startTimeout: 60_000, callTimeout: 169_500 },
      ics: { 'object.5': true, 'attr.pmin': 'unset' },
      ixit: {
        parameters: {
          ...DEFAULT_PARAMETERS,
          ackTimeout: 3_000,
          maxTransmitWait: 139_500,
          processingDelay: 3_000,
          exchangeLifetime: 270_500,
        },
        tolerance: 0.25,
        lifetime: 300,
        bootstrapTimeout: 270_500,
        shortServerId: 123,
        longestIdentity: 128,
        address: null,
        firmware: {},
      },
      objectFiles: [],
      baseline: null,
    } satisfies SutDescriptor);
  });

  test('may describe a remote server without control', () => {
    const text = CORRECT.replace(
      PROCESS,
      'launch:\n  remote: { address: "coap://[::1]:5683" }\ncontrol: none',
    ).replace('role: client', 'role: server');
    expect(parseDescriptor(text, join(folder, 'sut.yaml'))).toMatchObject({
      launch: { kind: 'remote', address: 'coap://[::1]:5683', control: null },
      control: { kind: 'none' },
    });
  });

  test('is found by its folder as well as by its name', () => {
    writeFileSync(join(folder, 'sut.yaml'), CORRECT);
    expect(loadDescriptor(folder)).toEqual(loadDescriptor(join(folder, 'sut.yaml')));
  });

  test('that does not exist is a configuration error with a hint', () => {
    expect(() => loadDescriptor(join(folder, 'other.yaml'))).toThrow(ConfigurationError);
    expect(() => loadDescriptor(join(folder, 'other.yaml'))).toThrow(
      /other\.yaml: cannot be read: there is no such file/,
    );
  });
});

describe('The SUT files of the project', () => {
  const names = readdirSync(FIXTURES);

  test('are there for the embedded pair and for Leshan', () => {
    for (const name of [
      'embedded-client',
      'embedded-server',
      'embedded-bootstrap-server',
      'leshan-client',
      'leshan-server',
      'leshan-2-client',
      'leshan-2-server',
    ]) {
      expect(names).toContain(name);
    }
  });

  test.each(names)('%s is correct, names a baseline and starts with a schema for the editor', name => {
    const descriptor = loadDescriptor(join(FIXTURES, name));
    expect(descriptor.baseline).toBe(join(FIXTURES, name, 'baseline.yaml'));
    expect(readFileSync(descriptor.file, 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/\.\.\/harness\/schema\/sut\.schema\.json\n/,
    );
  });

  test.each(['embedded-client', 'embedded-server', 'embedded-bootstrap-server'])(
    '%s has the version of the package',
    name => {
      const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
      expect(loadDescriptor(join(FIXTURES, name)).identity.version).toBe(version);
      expect(loadDescriptor(join(FIXTURES, name)).ixit).toMatchObject({
        parameters: DEFAULT_PARAMETERS,
        tolerance: 0,
      });
    },
  );

  test.each(names.filter(name => name.startsWith('leshan')))('%s builds the version it claims', name => {
    const { identity, launch, role } = loadDescriptor(join(FIXTURES, name));
    const image = launch.kind === 'container' && launch.image.kind === 'built' ? launch.image : null;
    expect(image?.tag).toBe(`touchstone/leshan-${role}:${identity.version}`);
    const module = role === 'bootstrap-server' ? 'bs' : role;
    expect(image?.args.HOST).toBe(`${module}-${identity.version.split('.')[0]}`);
  });
});
