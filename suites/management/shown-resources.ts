import {
  type ClientContext,
  linksIn,
  type Outcome,
  objectList,
  type RegisteredDevice,
} from '../../harness/touchstone.ts';

/** What the Discover of an instance showed: the paths of its resources. */
export interface ShownInstance {
  readonly path: string;
  readonly resources: readonly string[];
  readonly answer: Outcome;
}

/** Every instance that the device lists, but for those of object 0, with the resources that Discover shows of it. */
export async function shownInstances({
  device,
  register,
  root,
}: RegisteredDevice): Promise<readonly ShownInstance[]> {
  const listed = (objectList(register) ?? []).filter(path => /^\/[1-9]\d*\/\d+$/.test(path));
  const shown: ShownInstance[] = [];
  for (const path of new Set(listed)) {
    const answer = await device.discover(path);
    const isShown = answer.kind === 'response' && answer.message.code === '2.05';
    const links = isShown ? linksIn(answer, root) : [];
    const resources = links.map(({ target }) => target).filter(target => target.startsWith(`${path}/`));
    shown.push({ path, resources, answer });
  }
  return shown;
}

/** The first resource shown whose definition meets the test; null without one. */
export function firstShown(
  t: ClientContext,
  instances: readonly ShownInstance[],
  test: (definition: { readonly type: string; readonly operations: string }) => boolean,
): string | null {
  const paths = instances.flatMap(({ resources }) => resources);
  return (
    paths.find(path => {
      const [, object, , resource] = path.split('/').map(Number);
      const definition = t.definitions(object ?? -1)?.resources.find(({ id }) => id === resource);
      return definition !== undefined && test(definition);
    }) ?? null
  );
}
