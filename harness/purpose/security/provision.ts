import type { PurposeEnvironment } from '../purpose-environment.ts';

/** Tells the server under test that this device may come, with its right credentials; without security everybody may. */
export async function provision(
  { control, credentials }: Pick<PurposeEnvironment, 'control' | 'credentials'>,
  endpoint: string,
): Promise<void> {
  const security = credentials.device(endpoint);
  if (security !== 'nosec') await control.call('provision', { endpoint, security });
}
