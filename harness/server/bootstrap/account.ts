import type { AccountSecurity } from '../../lwm2m/account-security.ts';

/** An account that a bootstrap server hands out: of an LwM2M server, or of a bootstrap server. */
export type BootstrapAccount = ServerAccount | BootstrapServerAccount;

interface SecuredAccount {
  /** `coap://192.0.2.7:5683` */
  readonly serverUri: string;
  readonly security: AccountSecurity;
}

/** The account of an LwM2M server. */
export interface ServerAccount extends SecuredAccount {
  readonly kind: 'server';
  readonly shortServerId: number;
  /** Seconds. */
  readonly lifetime: number;
  readonly binding: string;
}

/** The account of a bootstrap server: this one, or another. */
export interface BootstrapServerAccount extends SecuredAccount {
  readonly kind: 'bootstrap-server';
}

/**
 * What a bootstrap is to consist of, in this order; Bootstrap-Finish ends it without being named. Object instance ids,
 * content formats and whatever else is not said are the product's own choice.
 */
export interface BootstrapPlan {
  /** Bootstrap-Discover of `/` or an object. Only asked for where the ICS has `bootstrap.discover`. */
  readonly discover: readonly string[];
  /** Bootstrap-Delete of `/`, `/1` or `/1/0`. */
  readonly deletes: readonly string[];
  /** Bootstrap-Write of one Security instance each, and of a Server instance for those of LwM2M servers. */
  readonly accounts: readonly BootstrapAccount[];
}
