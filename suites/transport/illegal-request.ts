import { type CoapMessage, type IllegalMessage, illegal } from '../../harness/touchstone.ts';

/** One way to break the rules of RFC 7252 with a request that would be served if it were legal. */
export interface IllegalRequest {
  /** What is wrong, as the ids of purposes have it. */
  readonly words: string;
  readonly title: string;
  readonly clause: string;
  /** `reset`: a Reset is due, and silence tolerated; `reset-or-none`: both are as good; `none`: no answer at all. */
  readonly reaction: 'reset' | 'reset-or-none' | 'none';
  /** By the words of their checks; the last option of the request has a value. */
  readonly variants: Readonly<Record<string, (request: IllegalMessage) => IllegalMessage>>;
}

export const ILLEGAL_REQUESTS: readonly IllegalRequest[] = [
  {
    words: 'other-version',
    title: 'ignores a message of another version of CoAP without a word',
    clause: 'RFC 7252 §3',
    reaction: 'none',
    variants: {
      'version-0': request => request.version(0),
      'version-2': request => request.version(2),
      'version-3': request => request.version(3),
    },
  },
  {
    words: 'reserved-option-delta',
    title: 'does not serve a request with the reserved option delta 15',
    clause: 'RFC 7252 §3.1, §4.2',
    reaction: 'reset',
    variants: { reaction: request => request.lastDelta(15) },
  },
  {
    words: 'reserved-option-length',
    title: 'does not serve a request with the reserved option length 15',
    clause: 'RFC 7252 §3.1, §4.2',
    reaction: 'reset',
    variants: { reaction: request => request.lastLength(15) },
  },
  {
    words: 'truncated-option',
    title: 'does not serve a request that ends within an option',
    clause: 'RFC 7252 §3.1, §4.2',
    reaction: 'reset',
    variants: { reaction: request => request.payload(new Uint8Array(0)).lastLength(12) },
  },
  {
    words: 'marker-without-payload',
    title: 'does not serve a request that ends with the payload marker',
    clause: 'RFC 7252 §3, §4.2',
    reaction: 'reset',
    variants: { reaction: request => request.bareMarker() },
  },
  {
    words: 'reserved-code-class',
    title: 'rejects messages whose code is of a reserved class',
    clause: 'RFC 7252 §3, §4.2',
    reaction: 'reset',
    variants: {
      'class-1': request => request.codeClass(1),
      'class-6': request => request.codeClass(6),
      'class-7': request => request.codeClass(7),
    },
  },
  {
    words: 'content-in-empty-message',
    title: 'takes nothing out of an Empty message that has a token, options or a payload',
    clause: 'RFC 7252 §4.1, §4.2',
    reaction: 'reset',
    variants: {
      'token-alone': request => request.code('0.00').options([]).payload(new Uint8Array(0)),
      'whole-request': request => request.code('0.00'),
    },
  },
  {
    words: 'malformed-non-confirmable',
    title: 'does not serve a malformed request that asks for no acknowledgement',
    clause: 'RFC 7252 §3, §3.1, §4.3',
    reaction: 'reset-or-none',
    variants: {
      'marker-without-payload': request => request.type('NON').bareMarker(),
      'reserved-option-length': request => request.type('NON').lastLength(15),
    },
  },
  {
    words: 'request-in-acknowledgement',
    title: 'does not serve a request in an acknowledgement or a Reset, and does not answer it',
    clause: 'RFC 7252 §4.2',
    reaction: 'none',
    variants: {
      acknowledgement: request => request.type('ACK'),
      reset: request => request.type('RST'),
    },
  },
];

/** The bytes of every variant, each with a message id of its own. */
export function variantsOf(
  { variants }: IllegalRequest,
  compose: () => CoapMessage,
): readonly (readonly [words: string, bytes: Uint8Array])[] {
  return Object.entries(variants).map(([words, step]) => [words, step(illegal(compose())).bytes()]);
}
