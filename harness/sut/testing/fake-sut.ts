import { join } from 'node:path';
import type { SutDescriptor } from '../descriptor.ts';
import { parseDescriptor } from '../load-descriptor.ts';

export const FAKE_HOST = join(import.meta.dirname, 'fake-host.mjs');

export interface FakeSut {
  readonly behaviour?: string;
  readonly transport?: 'stdio' | 'tcp';
  readonly role?: 'client' | 'server';
  /** What the host says; the descriptor says 3.2.1, client and LwM2M 1.0 unless told otherwise. */
  readonly saysVersion?: string;
  readonly saysRole?: string;
  readonly lwm2m?: '1.0' | '1.1';
  readonly startTimeout?: number;
  readonly arguments?: readonly string[];
  readonly launch?: object;
  readonly control?: 'none';
}

/** The description of a fake host, through the loader, so that the tests use what a user can write. */
export function describeFake(fake: FakeSut = {}): SutDescriptor {
  const { behaviour = 'good', transport = 'stdio', role = 'client', startTimeout = 20 } = fake;
  const { saysRole = role, saysVersion = '3.2.1' } = fake;
  const command = [process.execPath, FAKE_HOST, behaviour, saysRole, saysVersion, ...(fake.arguments ?? [])];
  const file = {
    schema: 'touchstone/sut@1',
    identity: { name: 'fake', vendor: 'Touchstone', version: '3.2.1' },
    role,
    lwm2m: fake.lwm2m ?? '1.0',
    launch: fake.launch ?? { process: { command, env: { FAKE: 'environment' } } },
    control: fake.control ?? { protocol: 'touchstone-control', transport, startTimeout },
    ixit: { address: '127.0.0.1:5683' },
  };
  // JSON is YAML.
  return parseDescriptor(JSON.stringify(file), join(import.meta.dirname, 'sut.yaml'));
}
