import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import type { ClientHello } from '../dtls/handshake/handshake-message.ts';
import type { PskSecurity } from '../lwm2m/account-security.ts';
import type { ServerHooks } from '../server/server-hooks.ts';
import { steered, withCredentials } from './secure-socket.ts';

/** A key looked up otherwise, among those of the devices that the server was told of, oldest first. */
type KeyLookup = (
  identity: string,
  known: readonly PskSecurity[],
  usual: (identity: string) => string | null,
) => string | null;

/** A server that lets nobody in under any name once somebody has given one that is not his. Stateful: make it anew each time. */
export function refusingAfterWrongName(): Pick<ServerHooks, 'admission'> {
  let isWrong = false;
  return {
    admission: {
      owns: (_endpoint, _peer, proceed) => {
        isWrong ||= !proceed();
        return !isWrong;
      },
    },
  };
}

/** A server that finds the keys of devices otherwise, and takes whoever has one for who he says he is; identities as text, keys in base64. Stateful: make it anew each time. */
export function lookingUpKeys(lookup: KeyLookup): Pick<ServerHooks, 'admission' | 'secure'> {
  const known: PskSecurity[] = [];
  return {
    admission: {
      provision: (_endpoint, security, proceed) => {
        if (typeof security === 'object' && 'identity' in security) known.push(security);
        proceed();
      },
      owns: () => true,
    },
    secure: withCredentials(({ keyOf, ...others }) => ({
      ...others,
      keyOf: identity => {
        const usual = (text: string): string | null => {
          const key = keyOf?.(Buffer.from(text, 'utf8')) ?? null;
          return key === null ? null : Buffer.from(key).toString('base64');
        };
        const key = lookup(Buffer.from(identity).toString('utf8'), known, usual);
        return key === null ? null : Buffer.from(key, 'base64');
      },
    })),
  };
}

/** A server that does not go on with these hellos. */
export function ignoringHellos(test: (hello: ClientHello) => boolean): SecureSocketHook {
  return steered({
    server: usual => ({ ...usual, cookieIsRight: (hello, _, proceed) => !test(hello) && proceed() }),
  });
}
