import type { AssociationHooks } from '../association/hooks.ts';

/** Several misbehaviours at once, each on what the one before has made. */
export function together(...all: readonly AssociationHooks[]): AssociationHooks {
  return all.reduce(both, {});
}

function both(first: AssociationHooks, second: AssociationHooks): AssociationHooks {
  const messageOut = chain(first.messageOut, second.messageOut);
  const recordOut = chain(first.recordOut, second.recordOut);
  const { sealedOut: seal, flightOut: fly } = first;
  const { sealedOut: sealAgain, flightOut: flyAgain } = second;
  const sealedOut: AssociationHooks['sealedOut'] =
    seal === undefined || sealAgain === undefined
      ? (seal ?? sealAgain)
      : record => seal(record).flatMap(bytes => sealAgain({ ...record, bytes }));
  const flightOut: AssociationHooks['flightOut'] =
    fly === undefined || flyAgain === undefined
      ? (fly ?? flyAgain)
      : (datagrams, attempt) =>
          fly(datagrams, attempt).flatMap(({ bytes, after }) =>
            flyAgain([bytes], attempt).map(each => ({ bytes: each.bytes, after: each.after + after })),
          );
  return {
    ...first,
    ...second,
    ...(messageOut === undefined ? {} : { messageOut }),
    ...(recordOut === undefined ? {} : { recordOut }),
    ...(sealedOut === undefined ? {} : { sealedOut }),
    ...(flightOut === undefined ? {} : { flightOut }),
  };
}

function chain<Item>(
  first: ((item: Item) => readonly Item[]) | undefined,
  second: ((item: Item) => readonly Item[]) | undefined,
): ((item: Item) => readonly Item[]) | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return item => first(item).flatMap(second);
}
