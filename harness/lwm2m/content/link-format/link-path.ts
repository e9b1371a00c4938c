import { type Lwm2mPath, parsePath } from '../../path.ts';

/** Where a link points to, as far as it is one of LwM2M. */
export type LinkTarget =
  | { readonly kind: 'root' }
  | { readonly kind: 'path'; readonly path: Lwm2mPath; readonly oddity: PathOddity | null }
  /** Numbers, yet no path: too many, or beyond 65534. */
  | { readonly kind: 'no-path' }
  /** Something else on the device. */
  | { readonly kind: 'other' };

/** `form`: leading zeros or a slash at the end; `outside-root`: not below the root that the payload names. */
export type PathOddity = 'form' | 'outside-root';

const NUMBERS = /^(?:\/\d+)+\/?$/;
const LEADING_ZEROS = /^0+(?=\d)/;

/**
 * Reads the target of a link, below the root that the objects have (TS 1.0 §5.3.1, §8.2.2).
 * @param root `/lwm2m`, or empty for the root of the device itself
 */
export function readTarget(target: string, root: string): LinkTarget {
  if (target === root || target === `${root}/`) return { kind: 'root' };
  const inside = target.startsWith(`${root}/`);
  const below = inside ? target.slice(root.length) : target;
  if (!NUMBERS.test(below)) return { kind: 'other' };
  const plain = `/${below
    .split('/')
    .filter(segment => segment !== '')
    .map(segment => segment.replace(LEADING_ZEROS, ''))
    .join('/')}`;
  const path = parsePath(plain);
  if (path === null) return { kind: 'no-path' };
  if (!inside) return { kind: 'path', path, oddity: 'outside-root' };
  return { kind: 'path', path, oddity: plain === below ? null : 'form' };
}
