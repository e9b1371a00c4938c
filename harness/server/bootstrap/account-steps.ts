import { matchingResources, securityResources } from '../../lwm2m/account-security.ts';
import type { PlainResources } from '../outgoing-content.ts';
import type { BootstrapAccount, BootstrapPlan } from './account.ts';
import type { BootstrapStep } from './bootstrap-step.ts';

/** The sequence that a plan stands for. Instance 0 of the Security object is left to the account of a bootstrap server. */
export function planSteps({ discover, deletes, accounts }: BootstrapPlan): readonly BootstrapStep[] {
  return [
    ...discover.map((path): BootstrapStep => ({ kind: 'discover', path })),
    ...deletes.map((path): BootstrapStep => ({ kind: 'delete', path })),
    ...accountSteps(accounts),
    { kind: 'finish' },
  ];
}

function accountSteps(accounts: readonly BootstrapAccount[]): readonly BootstrapStep[] {
  const others = accounts.filter(({ kind }) => kind === 'bootstrap-server');
  const servers = accounts.filter(account => account.kind === 'server');
  return [
    ...others.map((account, index) => write(`/0/${index}`, securityOf(account))),
    ...servers.flatMap((account, index) => [
      write(`/0/${Math.max(others.length, 1) + index}`, securityOf(account)),
      write(`/1/${index}`, {
        0: account.shortServerId,
        1: account.lifetime,
        6: true,
        7: account.binding,
      }),
    ]),
  ];
}

/** Resources 3 to 5 are mandatory, and empty without security. */
function securityOf(account: BootstrapAccount): PlainResources {
  const { serverUri, security } = account;
  const { mode, own, server, secret } = securityResources(security);
  return {
    0: serverUri,
    1: account.kind === 'bootstrap-server',
    ...{ 2: mode, 3: own, 4: server, 5: secret, ...matchingResources(security) },
    ...(account.kind === 'server' ? { 10: account.shortServerId } : {}),
  };
}

function write(path: string, value: PlainResources): BootstrapStep {
  return { kind: 'write', path, value };
}
