import type { MessageHooks, Passing } from '../coap/hooks/message-hooks.ts';
import { isRequest } from '../coap/message/codes.ts';
import type { CoapMessage, CoapOption } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';

type Translation = Required<MessageHooks>;

/** The peer's own messages bear these message ids, counted from 0, in place of those it would choose. */
export function renumbering(nth: (count: number) => number): Translation {
  const ids = new Dictionary<number>(nth);
  const own = ({ type }: CoapMessage): boolean => type === 'CON' || type === 'NON';
  return {
    messageOut: translate(message =>
      own(message) ? { ...message, messageId: ids.foreign(message.messageId) } : message,
    ),
    messageIn: translate(message =>
      own(message) ? message : { ...message, messageId: ids.own(message.messageId) ?? message.messageId },
    ),
  };
}

/**
 * The peer's own requests bear these tokens, counted from 0 for each peer that they go to (RFC 7252 §5.3.1); the messages that
 * answer them are led back to it.
 */
export function retokening(nth: (count: number) => Uint8Array): Translation {
  const byPeer = new Map<string, Dictionary<string>>();
  const tokensOf = ({ host, port }: Passing['remote']): Dictionary<string> => {
    const peer = `${host} ${port}`;
    const tokens = byPeer.get(peer) ?? new Dictionary<string>(count => hex(nth(count)));
    byPeer.set(peer, tokens);
    return tokens;
  };
  return {
    messageOut: translate((message, remote) =>
      isRequest(message.code)
        ? { ...message, token: bytes(tokensOf(remote).foreign(hex(message.token))) }
        : message,
    ),
    messageIn: translate((message, remote) => {
      if (isRequest(message.code) || message.code === '0.00') return message;
      const token = tokensOf(remote).own(hex(message.token));
      return token === undefined ? message : { ...message, token: bytes(token) };
    }),
  };
}

/** A server's locations are these path segments, counted from 0; requests to them are led back to its own. */
export function relocating(nth: (count: number) => readonly string[]): Translation {
  const locations = new Dictionary<string>(count => nth(count).map(text).join('/'));
  return {
    messageOut: translate(message => {
      const own = segments(message, OptionNumber.locationPath);
      return own === '' ? message : withSegments(message, OptionNumber.locationPath, locations.foreign(own));
    }),
    messageIn: translate(message => {
      const own = isRequest(message.code)
        ? locations.own(segments(message, OptionNumber.uriPath))
        : undefined;
      return own === undefined ? message : withSegments(message, OptionNumber.uriPath, own);
    }),
  };
}

/** Names of the peer's own and, one for each, those that are used on the wire; the newest counts. */
class Dictionary<Name extends string | number> {
  readonly #nth: (count: number) => Name;
  readonly #foreign = new Map<Name, Name>();
  readonly #own = new Map<Name, Name>();

  constructor(nth: (count: number) => Name) {
    this.#nth = nth;
  }

  foreign(own: Name): Name {
    const known = this.#foreign.get(own);
    if (known !== undefined) return known;
    const name = this.#nth(this.#foreign.size);
    this.#foreign.set(own, name);
    this.#own.set(name, own);
    return name;
  }

  own(foreign: Name): Name | undefined {
    return this.#own.get(foreign);
  }
}

function translate(
  change: (message: CoapMessage, remote: Passing['remote']) => CoapMessage,
): Translation['messageIn'] {
  return ({ bytes: original, message, remote }: Passing) =>
    message === null ? original : change(message, remote);
}

function hex(token: Uint8Array): string {
  return Buffer.from(token).toString('hex');
}

function bytes(token: string): Uint8Array {
  return Buffer.from(token, 'hex');
}

function text(segment: string): string {
  return hex(Buffer.from(segment, 'utf8'));
}

/** Values of the options in hexadecimal, divided by `/`. */
function segments({ options }: CoapMessage, number: number): string {
  return options
    .filter(option => option.number === number)
    .map(({ value }) => hex(value))
    .join('/');
}

function withSegments(message: CoapMessage, number: number, path: string): CoapMessage {
  const values: CoapOption[] = path.split('/').map(segment => ({ number, value: bytes(segment) }));
  return { ...message, options: [...message.options.filter(option => option.number !== number), ...values] };
}
