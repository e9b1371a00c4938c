import { randomBytes } from 'node:crypto';
import { ConfigurationError, SutUnavailableError } from '../errors/touchstone-error.ts';
import { displayedFile } from '../yaml/mistake.ts';
import { COMMON_VERBS, type ControlChannel, type Hello } from './control-contract.ts';
import { UnsupportedVerb } from './control-errors.ts';
import type { SutDescriptor } from './descriptor.ts';

type Described = Pick<SutDescriptor, 'file' | 'identity' | 'role' | 'lwm2m'>;

/**
 * Asks a SUT who it is, and whether it says no to what it does not know; otherwise every later answer would be worthless.
 * @returns what it answered to `hello`.
 * @throws ConfigurationError when the product is not the one that the SUT file describes; SutUnavailableError when its
 * control does not keep the contract; whatever the channel throws.
 */
export async function probe(control: ControlChannel, described: Described): Promise<Hello> {
  const hello = (await control.call('hello', {})) as Hello;
  assertIsDescribed(hello, described);
  const missing = COMMON_VERBS.filter(verb => verb !== 'hello' && !hello.verbs.includes(verb));
  if (missing.length > 0) {
    throw new SutUnavailableError(
      'sut.control-incomplete',
      `${described.identity.name} has no ${missing.join(' and no ')}`,
      {
        hint: 'implement start and stop in the host and name them in the verbs of hello (docs/control-protocol.md)',
      },
    );
  }
  await assertDeclinesUnknownVerb(control, described);
  return hello;
}

function assertIsDescribed(hello: Hello, { file, identity, role, lwm2m }: Described): void {
  const refuse = (code: string, says: string, expects: string, hint: string): never => {
    throw new ConfigurationError(
      code,
      `${displayedFile(file)} describes ${expects}, but the product says ${says}`,
      { hint },
    );
  };
  if (hello.role !== role) {
    refuse(
      'sut.role-mismatch',
      `its role is ${hello.role}`,
      `a ${role}`,
      `write role: ${hello.role}, or launch the ${role}`,
    );
  }
  if (hello.product.version !== identity.version) {
    const { name, version } = hello.product;
    const hint = `write version: ${version}, or launch version ${identity.version}`;
    refuse('sut.version-mismatch', `it is ${name} ${version}`, `${identity.name} ${identity.version}`, hint);
  }
  const unspoken = lwm2m.filter(version => !hello.lwm2m.includes(version));
  if (unspoken.length > 0) {
    const spoken = hello.lwm2m.join(' and ') || 'no version';
    refuse(
      'sut.lwm2m-mismatch',
      `it speaks ${spoken}`,
      `LwM2M ${unspoken.join(' and ')}`,
      `write one of the versions it speaks as lwm2m`,
    );
  }
}

async function assertDeclinesUnknownVerb(control: ControlChannel, { identity }: Described): Promise<void> {
  const verb = `unknown-${randomBytes(6).toString('hex')}`;
  const answer = await control.call(verb, {}).then(
    () => 'answered it with a result',
    (error: unknown) => {
      if (error instanceof UnsupportedVerb) return null;
      throw error;
    },
  );
  if (answer === null) return;
  throw new SutUnavailableError(
    'sut.control-unreliable',
    `${identity.name} was sent the verb ${verb}, which nobody knows, and ${answer}`,
    {
      hint: 'let the host answer every verb that it does not implement with the error code -32601',
    },
  );
}
