import { type TSchema, Type } from '@sinclair/typebox';
import { CELL_VERSIONS } from '../verdict/cell-version.ts';
import { oneOf } from '../yaml/schema-words.ts';
import { CONTROL_PROTOCOL, CONTROL_VERSION, EVENTS } from './control-contract.ts';

// What a SUT sends may have more fields than these: a host may be newer than the harness.
const open = { additionalProperties: true } as const;

const plainValue = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const values = Type.Record(Type.String(), plainValue, {
  description: 'values by full path, for example {"/3/0/0": "Acme"}',
});
const done = Type.Object({}, { ...open, description: 'an empty object' });

export const helloSchema = Type.Object(
  {
    protocol: Type.Literal(CONTROL_PROTOCOL),
    version: Type.Literal(CONTROL_VERSION),
    product: Type.Object({ name: Type.String(), version: Type.String() }, open),
    role: oneOf(['client', 'server', 'bootstrap-server']),
    lwm2m: Type.Array(Type.String(), { description: 'LwM2M versions, for example ["1.0"]' }),
    verbs: Type.Array(Type.String(), { description: 'every verb that is supported, beyond hello' }),
  },
  open,
);

const answer = Type.Object(
  {
    code: Type.Union([Type.String({ pattern: '^[0-7]\\.[0-3][0-9]$' }), Type.Null()], {
      description: 'the code the device answered with, or null when no answer came',
    }),
    values: Type.Optional(values),
    links: Type.Optional(Type.String()),
  },
  open,
);

const registrations = Type.Object(
  {
    registrations: Type.Array(
      Type.Object(
        {
          endpoint: Type.String(),
          lifetime: Type.Number(),
          lwm2m: Type.String(),
          binding: Type.String(),
          objects: Type.Array(Type.String()),
        },
        open,
      ),
    ),
  },
  open,
);

const started = Type.Object({ uri: Type.String({ pattern: '^coaps?://' }) }, open);

/** Result of each verb. `start` of a server or bootstrap server answers with a URI, of a client with nothing. */
export const resultSchemas = {
  hello: helloSchema,
  'start (client)': done,
  'start (server)': started,
  stop: done,
  triggerUpdate: done,
  setResource: done,
  setErrors: done,
  startWith: done,
  restart: done,
  triggerBootstrap: done,
  createInstance: done,
  deleteInstance: done,
  goOffline: done,
  goOnline: done,
  rebind: done,
  setFirmwareOutcome: done,
  sendData: done,
  listRegistrations: registrations,
  read: answer,
  discover: answer,
  write: answer,
  writeAttributes: answer,
  execute: answer,
  create: answer,
  delete: answer,
  observe: answer,
  cancel: answer,
  readComposite: answer,
  writeComposite: answer,
  observeComposite: answer,
  provision: done,
  configure: done,
  trigger: done,
} as const satisfies Readonly<Record<string, TSchema>>;

export const eventSchema = Type.Object(
  {
    event: oneOf(EVENTS),
    endpoint: Type.String(),
    path: Type.Optional(Type.String()),
    values: Type.Optional(values),
    reason: Type.Optional(Type.String()),
  },
  open,
);

const rpc = { jsonrpc: Type.Literal('2.0') };
const id = Type.Integer({ minimum: 1 });

const endpoint = Type.String();
const path = Type.String({ pattern: '^(/[0-9]+){1,4}$' });
const controlValue = Type.Union([plainValue, Type.Record(Type.String({ pattern: '^[0-9]+$' }), plainValue)]);
const resources = Type.Record(Type.String({ pattern: '^[0-9]+$' }), controlValue);

const serverUri = Type.String({ pattern: '^coaps?://' });
const base64 = Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'base64' });
const security = Type.Union([
  Type.Literal('nosec'),
  Type.Object({ identity: Type.String(), key: base64 }),
  Type.Object(
    { publicKey: base64, privateKey: base64, serverPublicKey: base64 },
    { description: 'SubjectPublicKeyInfo; PKCS #8' },
  ),
  Type.Object(
    {
      ...{ certificate: base64, privateKey: base64, serverCertificate: base64 },
      certificateUsage: Type.Optional(Type.Integer({ minimum: 0, maximum: 3 })),
      serverName: Type.Optional(Type.String()),
      trustAnchors: Type.Optional(Type.Array(base64)),
    },
    { description: 'DER; PKCS #8; authorities that the device trusts by itself, in DER' },
  ),
]);
const serverSecurity = Type.Union([
  Type.Literal('psk'),
  Type.Object({ publicKey: base64, privateKey: base64 }, { description: 'SubjectPublicKeyInfo; PKCS #8' }),
  Type.Object(
    { certificate: base64, privateKey: base64, trustAnchors: Type.Array(base64) },
    { description: 'DER; PKCS #8; authorities of the certificates of devices, in DER' },
  ),
]);
const shortServerId = Type.Integer({ minimum: 1, maximum: 65534 });
const lifetime = Type.Integer({ minimum: 1, description: 'seconds' });
const binding = Type.String();
/** What a client is given at its factory. */
const clientAccount = { serverUri, shortServerId, lifetime, binding, security: Type.Optional(security) };

const accountSecurity = { serverUri, security };
const account = Type.Union([
  Type.Object({ kind: Type.Literal('server'), ...accountSecurity, shortServerId, lifetime, binding }),
  Type.Object({ kind: Type.Literal('bootstrap-server'), ...accountSecurity }),
]);
const bootstrapPlan = Type.Object(
  {
    discover: Type.Array(Type.String({ pattern: '^/([0-9]+)?$' })),
    deletes: Type.Array(Type.String({ pattern: '^/([0-9]+(/[0-9]+)?)?$' })),
    accounts: Type.Array(account),
  },
  { description: 'in this order; Bootstrap-Finish ends it' },
);

const lwm2m = Type.Optional(oneOf(CELL_VERSIONS));

/** Parameters of each verb, as the harness sends them. */
export const paramsSchemas = {
  hello: Type.Object({}),
  'start (client)': Type.Object({ endpoint, ...clientAccount, lwm2m }),
  'start (server)': Type.Object({
    host: Type.String(),
    port: Type.Integer({ minimum: 0, maximum: 65535, description: '0: any free port' }),
    security: Type.Optional(serverSecurity),
  }),
  provision: Type.Object({ endpoint, security }),
  stop: Type.Object({ graceful: Type.Boolean() }),
  triggerUpdate: Type.Object({}),
  setResource: Type.Object({ path, value: controlValue }),
  setErrors: Type.Object({ codes: Type.Array(Type.Integer({ minimum: 1, maximum: 32 })) }),
  startWith: Type.Object({
    endpoint,
    accounts: Type.Array(Type.Object(clientAccount)),
    bootstrap: Type.Union([
      Type.Object({
        serverUri,
        holdOff: Type.Integer({ minimum: 0, description: 'seconds' }),
        security: Type.Optional(security),
      }),
      Type.Null(),
    ]),
    lwm2m,
  }),
  restart: Type.Object({}),
  triggerBootstrap: Type.Object({}),
  createInstance: Type.Object({ path, value: resources }),
  deleteInstance: Type.Object({ path }),
  goOffline: Type.Object({}),
  goOnline: Type.Object({}),
  rebind: Type.Object({}),
  setFirmwareOutcome: Type.Object({ result: Type.Integer({ minimum: 0, maximum: 255 }) }),
  sendData: Type.Object({ paths: Type.Array(path) }),
  listRegistrations: Type.Object({}),
  read: Type.Object({ endpoint, path }),
  discover: Type.Object({ endpoint, path }),
  write: Type.Object({
    endpoint,
    path,
    value: Type.Union([controlValue, resources]),
    mode: oneOf(['replace', 'update']),
  }),
  writeAttributes: Type.Object({
    endpoint,
    path,
    attributes: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
  }),
  execute: Type.Object({ endpoint, path, arguments: Type.Union([Type.String(), Type.Null()]) }),
  create: Type.Object({
    endpoint,
    path,
    instance: Type.Union([Type.Integer(), Type.Null()]),
    value: resources,
  }),
  delete: Type.Object({ endpoint, path }),
  observe: Type.Object({ endpoint, path }),
  cancel: Type.Object({ endpoint, path, how: oneOf(['reset', 'get']) }),
  readComposite: Type.Object({ endpoint, paths: Type.Array(path) }),
  writeComposite: Type.Object({ endpoint, values }),
  observeComposite: Type.Object({ endpoint, paths: Type.Array(path) }),
  configure: Type.Object({ endpoint, plan: bootstrapPlan }),
  trigger: Type.Object({ endpoint, clientUri: Type.String({ pattern: '^coap://' }) }),
} as const satisfies Readonly<Record<keyof typeof resultSchemas, TSchema>>;

/** One line of touchstone-control 1, either way. */
export const controlMessageSchema = Type.Union(
  [
    ...Object.entries(paramsSchemas).map(([verb, params]) =>
      Type.Object(
        { ...rpc, id, method: Type.Literal(verb.replace(/ .*/, '')), params },
        { title: `request: ${verb}`, additionalProperties: false },
      ),
    ),
    ...Object.entries(resultSchemas).map(([verb, result]) =>
      Type.Object({ ...rpc, id, result }, { title: `answer: ${verb}`, additionalProperties: false }),
    ),
    Type.Object(
      { ...rpc, id, error: Type.Object({ code: Type.Integer(), message: Type.String() }, open) },
      { title: 'answer: error', additionalProperties: false },
    ),
    Type.Object(
      { ...rpc, method: Type.Literal('event'), params: eventSchema },
      { title: 'event', additionalProperties: false },
    ),
  ],
  {
    description: `One line of ${CONTROL_PROTOCOL} ${CONTROL_VERSION}: a request of the harness, or an answer or event of the host. docs/control-protocol.md says what each verb does.`,
  },
);
