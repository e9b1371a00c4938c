/** Attributes of links that LwM2M gives a meaning to, beside those of the notification class (TS 1.0 §5.1.2, TS Core 1.1 §5.1.2). */

/** Payloads with links. */
export type LinkPayload = 'register' | 'discover' | 'bootstrap-discover';

/** 0 root, 1 object, 2 object instance, 3 resource, 4 resource instance. */
export type LinkDepth = 0 | 1 | 2 | 3 | 4;

/** Values by name, typed; what is absent is not there or could not be read. */
export interface LinkProperties {
  /** Number of resource instances. */
  readonly dim?: number;
  /** Version of the object: `2.2`. */
  readonly ver?: string;
  /** Short Server ID, 1–65534. */
  readonly ssid?: number;
  /** Server URI. */
  readonly uri?: string;
  /** Resource types: `oma.lwm2m` marks the root of the objects. */
  readonly rt?: readonly string[];
  /** Content formats. */
  readonly ct?: readonly number[];
  /** Version of the enabler: `1.1`. */
  readonly lwm2m?: string;
}

export type LinkPropertyName = keyof LinkProperties;

interface LinkPropertyDefinition<Value> {
  readonly depths: readonly LinkDepth[];
  /** Objects that have it; null: any. */
  readonly objects: readonly number[] | null;
  readonly payloads: readonly LinkPayload[];
  readonly quotes: 'always' | 'never' | 'either';
  /** Undefined for text that is no value. */
  readonly read: (text: string) => Value | undefined;
  readonly clause: string;
}

const ANY_DEPTH = [0, 1, 2, 3, 4] as const;
const ANY_PAYLOAD = ['register', 'discover', 'bootstrap-discover'] as const;
const VERSION = /^\d{1,3}\.\d{1,3}$/;
/** Longer than any number that fits: nobody need turn it into one. */
const DIGITS = /^\d{1,20}$/;
const SECURITY = 0;
const SERVER = 1;
const OSCORE = 21;

export const LINK_PROPERTIES: {
  readonly [Name in LinkPropertyName]-?: LinkPropertyDefinition<NonNullable<LinkProperties[Name]>>;
} = {
  dim: {
    depths: [3],
    objects: null,
    payloads: ['discover'],
    quotes: 'never',
    read: text => integer(text, 0, 65_535),
    clause: 'TS 1.0 §5.1.2',
  },
  /** Quoted in TS 1.0, unquoted in later ones. */
  ver: {
    depths: [1],
    objects: null,
    payloads: ANY_PAYLOAD,
    quotes: 'either',
    read: version,
    clause: 'TS 1.0 §5.1.2',
  },
  ssid: {
    depths: [2],
    objects: [SECURITY, SERVER, OSCORE],
    payloads: ['bootstrap-discover'],
    quotes: 'never',
    read: text => integer(text, 1, 65_534),
    clause: 'TS 1.0 §5.1.2',
  },
  uri: {
    depths: [2],
    objects: [SECURITY],
    payloads: ['bootstrap-discover'],
    quotes: 'always',
    read: text => (text === '' ? undefined : text),
    clause: 'TS Core 1.1 §5.1.2',
  },
  /** One type may go without quotes, several may not. */
  rt: {
    depths: ANY_DEPTH,
    objects: null,
    payloads: ANY_PAYLOAD,
    quotes: 'either',
    read: words,
    clause: 'RFC 6690 §3.1',
  },
  ct: {
    depths: ANY_DEPTH,
    objects: null,
    payloads: ANY_PAYLOAD,
    quotes: 'either',
    read: contentFormats,
    clause: 'RFC 7252 §7.2.1',
  },
  lwm2m: {
    depths: [0],
    objects: null,
    payloads: ['bootstrap-discover'],
    quotes: 'either',
    read: version,
    clause: 'TS Core 1.1 §6.1',
  },
};

export function isLinkProperty(name: string): name is LinkPropertyName {
  return Object.hasOwn(LINK_PROPERTIES, name);
}

function integer(text: string, min: number, max: number): number | undefined {
  if (!DIGITS.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

function version(text: string): string | undefined {
  return VERSION.test(text) ? text : undefined;
}

function words(text: string): readonly string[] | undefined {
  const found = text.split(' ');
  return found.includes('') ? undefined : found;
}

function contentFormats(text: string): readonly number[] | undefined {
  const formats = text.split(' ').map(each => integer(each, 0, 65_535));
  return formats.every(format => format !== undefined) ? formats : undefined;
}
