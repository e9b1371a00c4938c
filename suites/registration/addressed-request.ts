import { message, parameter, pathOf } from '../../harness/touchstone.ts';

/** A request to one of these locations. */
export function sentTo(...paths: readonly string[]) {
  return message(
    `a request to ${paths.join(' or ')}`,
    request => ({ pass: paths.includes(pathOf(request)), received: pathOf(request) }),
    'exchange.mismatch',
  );
}

/** A request whose query says this of a parameter. */
export function parameterIs(name: string, wanted: string) {
  return parameter(name, wanted, found => found === wanted);
}
