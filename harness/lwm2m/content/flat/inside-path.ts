import { deviationsOf } from '../../../coap/message/deviation.ts';
import { formatPath, type Lwm2mPath } from '../../path.ts';
import type { Findings } from './findings.ts';
import type { LocatedValue } from './path-value.ts';

const deviation = deviationsOf('content', 'TS 1.1 §7.4');

/** At the path, or below it. */
export function isInside(path: Lwm2mPath, of: Lwm2mPath): boolean {
  return (
    of.object === path.object &&
    (path.instance === undefined || of.instance === path.instance) &&
    (path.resource === undefined || of.resource === path.resource) &&
    (path.resourceInstance === undefined || of.resourceInstance === path.resourceInstance)
  );
}

/** Content of a path has no values of other paths; false together with a fault. */
export function expectInside(
  path: Lwm2mPath,
  { path: of, offset }: LocatedValue,
  findings: Findings,
): boolean {
  const inside = isInside(path, of);
  if (!inside) {
    const message = `${formatPath(of)} in the content of ${formatPath(path)}`;
    findings.faults.push(deviation('outside-path', message, offset));
  }
  return inside;
}
