import type { Cabinet, ServerContext } from '../../harness/touchstone.ts';
import { LAMP } from './street.ts';

export interface TownLight {
  readonly name: string;
  readonly endpoint: string;
  readonly cabinet: Cabinet;
  readonly sut: ServerContext['sut'];
  /** What its Register was answered with; null for nothing. */
  readonly code: string | null;
}

/** Registers so many lights through the cabinets at so many corners: the corners side by side, one light of each at a time. */
export async function town(t: ServerContext, lights: number, corners: number): Promise<readonly TownLight[]> {
  const cabinets = Array.from({ length: corners }, (_, corner) => t.cabinet(`corner-${corner + 1}`, LAMP));
  const registered = (await Promise.all(cabinets)).map(async (cabinet, corner) => {
    const there: TownLight[] = [];
    for (let light = corner; light < lights; light += corners) {
      const name = `light-${light + 1}`;
      const endpoint = `${t.endpoint}-${name}`;
      const outcome = await cabinet.register(name, t.registerParameters({ ep: endpoint }));
      const code = outcome.kind === 'response' ? outcome.message.code : null;
      there.push({ name, endpoint, cabinet, sut: t.sut.towards(endpoint), code });
      // A server that takes none of them need not be asked a thousand times.
      if (code === null) t.inconclusive('preamble.no-response', `no answer to the Register of ${name}`);
    }
    return there;
  });
  return (await Promise.all(registered)).flat();
}

/** Does something with each light: the corners side by side, one light of each at a time. */
export async function byCorner<Answer>(
  lights: readonly TownLight[],
  act: (light: TownLight) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const corners = [...Map.groupBy(lights, ({ cabinet }) => cabinet).values()];
  const answers = corners.map(async there => {
    const given: Answer[] = [];
    for (const light of there) given.push(await act(light));
    return given;
  });
  return (await Promise.all(answers)).flat();
}
