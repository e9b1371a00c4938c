import { type Static, Type } from '@sinclair/typebox';
import { ICS_KEYS } from '../../suites/requirements/ics-keys.generated.ts';
import { CELL_SECURITIES, type CellSecurity } from '../verdict/cell-security.ts';
import { CELL_VERSIONS, type CellVersion } from '../verdict/cell-version.ts';
import { filePath, hostPort, name, oneOf, seconds, text } from '../yaml/schema-words.ts';
import { PLACEHOLDERS } from './command-placeholders.ts';

const closed = { additionalProperties: false } as const;

const COMMAND_WORD = `text, of whose placeholders only ${PLACEHOLDERS.map(word => `{${word}}`).join(' ')} are known`;

const exactVersion = Type.String({
  format: 'exact-version',
  description: 'an exact version as text; ranges and names that move (latest, main) are refused',
  examples: ['3.2.1'],
});

const pinnedImage = Type.String({
  format: 'pinned-image',
  description: 'an image with a digest or with a tag that does not move (latest does)',
  examples: ['registry.example/acme/client:3.2.1'],
});

const identity = Type.Object(
  {
    name: name('a name in lower case, with digits and hyphens', 'acme-client'),
    vendor: text('who makes the product', 'Acme'),
    version: exactVersion,
    url: Type.Optional(text('a page about the product', 'https://example.org/acme')),
  },
  { ...closed, description: 'a map with name, vendor and version' },
);

const environment = Type.Optional(
  Type.Record(Type.String(), Type.String({ description: 'text; numbers and true or false need quotes' }), {
    description: 'a map of environment variables',
  }),
);

const inProcess = Type.Object(
  { peer: oneOf(['reference-client', 'reference-server', 'reference-bootstrap-server']) },
  { ...closed, description: 'a map with peer: one of the reference peers' },
);

const process = Type.Object(
  {
    command: Type.Array(Type.String({ format: 'command-word', minLength: 1, description: COMMAND_WORD }), {
      minItems: 1,
      description: 'a list: the program and its arguments',
      examples: [['./client', '--server', '{serverUri}']],
    }),
    cwd: Type.Optional(filePath('a folder to start the program in; relative to this file')),
    env: environment,
  },
  { ...closed, description: 'a map with command' },
);

const container = Type.Object(
  {
    image: Type.Optional(pinnedImage),
    dockerfile: Type.Optional(filePath('a Dockerfile; relative to this file')),
    context: Type.Optional(filePath('the folder that is sent to the build; relative to this file')),
    args: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'a map of build arguments, all text' }),
    ),
    tag: Type.Optional(pinnedImage),
    env: environment,
    memory: Type.Optional(
      Type.Integer({ minimum: 16, description: 'a limit in MiB, a whole number', examples: [512] }),
    ),
  },
  {
    ...closed,
    description: 'either image, or dockerfile and tag (with context and args where needed)',
    oneOf: [
      { required: ['image'], properties: { dockerfile: false, context: false, args: false, tag: false } },
      { required: ['dockerfile', 'tag'], properties: { image: false } },
    ],
  },
);

const remote = Type.Object(
  {
    address: Type.Optional(
      Type.String({
        format: 'coap-uri',
        description: 'the URI that a server listens at, coap://host:port',
        examples: ['coap://192.0.2.7:5683'],
      }),
    ),
    control: Type.Optional(hostPort('where touchstone-control listens, host:port')),
  },
  { ...closed, description: 'a map with address and control' },
);

const launch = Type.Object(
  {
    'in-process': Type.Optional(inProcess),
    process: Type.Optional(process),
    container: Type.Optional(container),
    remote: Type.Optional(remote),
  },
  {
    ...closed,
    minProperties: 1,
    maxProperties: 1,
    description: 'exactly one of in-process, process, container, remote',
  },
);

// One flat schema for `none` or a map: each keyword judges only the type it is made for.
const control = Type.Unsafe<
  | 'none'
  | {
      protocol: 'touchstone-control';
      transport: 'stdio' | 'tcp';
      startTimeout?: number;
      callTimeout?: number;
    }
>({
  type: ['string', 'object'],
  pattern: '^none$',
  properties: {
    protocol: oneOf(['touchstone-control']),
    transport: oneOf(['stdio', 'tcp']),
    startTimeout: seconds('seconds until the control must answer', 60),
    callTimeout: seconds('seconds that one verb may take; 30 more than maxTransmitWait unless given', 123),
  },
  required: ['protocol', 'transport'],
  ...closed,
  description: 'none, or a map with protocol and transport',
});

const tri = Type.Unsafe<true | false | 'unset'>({
  enum: [true, false, 'unset'],
  description: 'true, false or unset',
});

const ics = Type.Object(Object.fromEntries(ICS_KEYS.map(key => [key, Type.Optional(tri)])), {
  ...closed,
  description: 'a map of what the product claims to support; what is not in it is unset',
});

const timers = Type.Object(
  {
    ackTimeout: Type.Optional(seconds('ACK_TIMEOUT in seconds (RFC 7252 §4.8)', 2)),
    ackRandomFactor: Type.Optional(
      Type.Number({ minimum: 1, description: 'ACK_RANDOM_FACTOR (RFC 7252 §4.8)', examples: [1.5] }),
    ),
    maxRetransmit: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 20,
        description: 'MAX_RETRANSMIT (RFC 7252 §4.8), a whole number',
        examples: [4],
      }),
    ),
    maxTransmitWait: Type.Optional(seconds('MAX_TRANSMIT_WAIT in seconds (RFC 7252 §4.8.2)', 93)),
    processingDelay: Type.Optional(seconds('PROCESSING_DELAY in seconds (RFC 7252 §4.8.2)', 2)),
    exchangeLifetime: Type.Optional(seconds('EXCHANGE_LIFETIME in seconds (RFC 7252 §4.8.2)', 247)),
    tolerance: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description: 'the fraction by which timing bounds are widened, from 0 to 1',
        examples: [0.25],
      }),
    ),
  },
  { ...closed, description: 'a map of timers' },
);

const firmwareImage = (what: string) => Type.Optional(filePath(`${what}; relative to this file`));

const firmware = Type.Object(
  {
    valid: firmwareImage('a firmware image that the product installs'),
    version: Type.Optional(text('what /3/0/3 says once the valid image is installed', '2.0.0')),
    corrupt: firmwareImage('an image whose integrity check fails'),
    wrongType: firmwareImage('an image of a type that the product does not support'),
    tooLarge: firmwareImage('an image that the product has no storage for'),
    outOfMemory: firmwareImage('an image that the product has not enough memory for'),
    failing: firmwareImage('an image that is downloaded and cannot be installed'),
  },
  { ...closed, description: 'a map of firmware images' },
);

const ixit = Type.Object(
  {
    timers: Type.Optional(timers),
    lifetime: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'the lifetime clients are started with, whole seconds',
        examples: [86400],
      }),
    ),
    bootstrapTimeout: Type.Optional(
      seconds(
        'after how long without a command the client gives a bootstrap up, in seconds; default: EXCHANGE_LIFETIME',
        247,
      ),
    ),
    shortServerId: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 65534,
        description: 'a short server id, 1 to 65534',
        examples: [123],
      }),
    ),
    longestIdentity: Type.Optional(
      Type.Integer({
        minimum: 16,
        maximum: 128,
        description: 'how many octets of a PSK identity the product takes, 16 to 128 (RFC 4279 §5.3: 128)',
        examples: [32],
      }),
    ),
    firmware: Type.Optional(firmware),
    address: Type.Optional(
      hostPort('where the tester must listen for a client that it cannot start, host:port'),
    ),
  },
  { ...closed, description: 'a map of what the tester must know' },
);

const version = oneOf(CELL_VERSIONS);

const versions = Type.Unsafe<CellVersion | readonly [CellVersion, ...CellVersion[]]>({
  oneOf: [version, { type: 'array', items: version, minItems: 1, uniqueItems: true }],
  description: `${version.description}, or a list of both`,
});

const securityMode = oneOf(CELL_SECURITIES);

const security = Type.Unsafe<CellSecurity | readonly [CellSecurity, ...CellSecurity[]]>({
  oneOf: [securityMode, { type: 'array', items: securityMode, minItems: 1, uniqueItems: true }],
  description: `${securityMode.description}, or a list of some of them; nosec unless given`,
});

/** `sut.yaml`. */
export const sutFileSchema = Type.Object(
  {
    schema: Type.Literal('touchstone/sut@1', { description: 'touchstone/sut@1' }),
    identity,
    role: oneOf(['client', 'server', 'bootstrap-server']),
    lwm2m: versions,
    security: Type.Optional(security),
    launch,
    control: Type.Optional(control),
    ics: Type.Optional(ics),
    ixit: Type.Optional(ixit),
    objectFiles: Type.Optional(
      Type.Array(filePath('an object definition file (XML); relative to this file'), {
        description: 'a list of object definition files (XML); relative to this file',
      }),
    ),
    baseline: Type.Optional(filePath('a baseline file; relative to this file')),
  },
  { ...closed, description: 'a map with schema, identity, role, lwm2m and launch' },
);

export type SutFile = Static<typeof sutFileSchema>;
