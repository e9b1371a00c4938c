import { type ClientContext, objectList, type RegisteredDevice } from '../../harness/touchstone.ts';

/** ICS condition of purposes that switch something at the device. */
export const HAS_SWITCH = 'object.3311 || object.3312 || object.3306';
/** Lights, loads and actuators: On/Off means the same in each of them. */
const SWITCHED = [3311, 3312, 3306];

/** The instance of the device that can be switched: `/3311/0`. @throws Inconclusive when it registers with none. */
export function switchable(t: ClientContext, { register }: Pick<RegisteredDevice, 'register'>): string {
  const listed = objectList(register) ?? [];
  const instances = SWITCHED.flatMap(id => listed.filter(path => new RegExp(`^/${id}/\\d+$`).test(path)));
  const [instance] = instances;
  return instance ?? t.inconclusive('preamble.refused', 'the device registers with nothing to be switched');
}
