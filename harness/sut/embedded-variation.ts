import type { ClientHooks } from '../client/client-hooks.ts';
import type { BootstrapServerHooks } from '../server/bootstrap/bootstrap-hooks.ts';
import type { ServerHooks } from '../server/server-hooks.ts';
import type { CellSecurity } from '../verdict/cell-security.ts';
import type { Ics } from '../verdict/ics.ts';
import type { EmbeddedEnvironment } from './embedded-control.ts';

/** What a reference peer can be made with; what is left out is as the cell has it. */
export type PeerSettings = Partial<
  Pick<EmbeddedEnvironment, 'lwm2m' | 'objects' | 'parameters' | 'blockwise'>
> & {
  /** What it claims otherwise than the SUT file of the reference peer. */
  readonly ics?: Ics;
  /** Security of the cell that it is tried in; by default the first of the purpose, or none. */
  readonly cellSecurity?: CellSecurity;
};

/** An embedded SUT: the reference peer of a role, with what it does otherwise. Hooks are made anew for every purpose. */
export type EmbeddedVariation =
  | { readonly role: 'client'; readonly hooks?: () => ClientHooks; readonly settings?: PeerSettings }
  | { readonly role: 'server'; readonly hooks?: () => ServerHooks; readonly settings?: PeerSettings }
  | {
      readonly role: 'bootstrap-server';
      readonly hooks?: () => BootstrapServerHooks;
      readonly settings?: PeerSettings;
    };
