import type { Link } from '../../lwm2m/content/link-format/link-format.ts';
import type { PlainValue } from '../../lwm2m/plain-value.ts';
import type { HeldInstances } from './held-instances.ts';

/** Resource that tells the Short Server ID, by object. */
const SHORT_SERVER_ID: Readonly<Record<string, number>> = { 0: 10, 1: 0 };

/** What a device tells of the instances it holds when a bootstrap server asks (TS 1.0 §5.2, TS 1.1 §6.1.7). */
export function discoveredLinks(
  held: HeldInstances,
  object: number | null,
  lwm2m: '1.0' | '1.1',
): readonly Link[] {
  const { paths, values } = held;
  return paths
    .filter(path => object === null || path.startsWith(`/${object}/`))
    .map(target => {
      const [, of = ''] = target.split('/');
      const isServer = values[`${target}/1`] !== true && of === '0';
      const id = of === '1' || isServer ? values[`${target}/${SHORT_SERVER_ID[of]}`] : undefined;
      const uri = lwm2m !== '1.0' && isServer ? values[`${target}/0`] : undefined;
      return { target, attributes: [...attribute('ssid', id, false), ...attribute('uri', uri, true)] };
    });
}

function attribute(name: string, value: PlainValue | undefined, quoted: boolean): Link['attributes'] {
  return value === undefined ? [] : [{ name, value: String(value), quoted }];
}
