import type { ClientContext } from '../../purpose/client-context.ts';
import type { DeclaredPurpose } from '../../purpose/declare.ts';
import type { ServerContext } from '../../purpose/server-context.ts';
import type { PurposeId } from '../../verdict/ids.ts';
import type { PurposeDeclaration } from '../../verdict/purpose-declaration.ts';

type About = Partial<Omit<PurposeDeclaration, 'id' | 'role' | 'twin'>> & { readonly twin?: string };

/** A purpose that judges a client, as `clientPurpose` would declare it. */
export function ofClient(
  id: string,
  body: (t: ClientContext) => Promise<void>,
  about: About = {},
): DeclaredPurpose {
  return { ...declared(id, about), role: 'client', body };
}

/** A purpose that judges a server, as `serverPurpose` would declare it. */
export function ofServer(
  id: string,
  body: (t: ServerContext) => Promise<void>,
  about: About = {},
): DeclaredPurpose {
  return { ...declared(id, about), role: 'server', body };
}

function declared(id: string, { twin, ...about }: About): Omit<PurposeDeclaration, 'role'> {
  return {
    ...{ id: id as PurposeId, title: 'does what it does', level: 'must', requirements: ['HLF-001'] },
    ...{ clause: 'none', ets: [], when: null, needs: [], revision: 1 },
    ...about,
    twin: twin === undefined ? null : (twin as PurposeId),
  };
}
