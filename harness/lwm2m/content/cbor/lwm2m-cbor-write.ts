import type { Token } from 'cborg';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import type { Lwm2mNode, ResourceNode } from '../../node.ts';
import { formatPath, type Lwm2mPath, pathDepth, pathIds } from '../../path.ts';
import type { PathSelector } from '../codec.ts';
import type { PathValue } from '../flat/path-value.ts';
import { valueTokens } from './cbor-value.ts';
import { arrayHead, type CborTokens, integerToken, mapHead, writeCbor } from './cbor-write.ts';

/** What is below an id: further ids, or the item of a value. */
type Branch = Map<number, Branch> | CborTokens;

/** An array key has a head of one byte and saves the heads of the maps between its ids. */
const SHORTER_AS_ARRAY = 3;

/**
 * The most compact form: a map a level, and where a level has one child only, and that again, the ids of three levels
 * or more in one array key. Where both are as long, that is with two levels, maps.
 */
export function writeLwm2mCbor(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const ids = pathIds(path);
  const root: Branch = new Map();
  branchAt(root, ids.slice(0, -1), path).set(ids.at(-1) ?? 0, branchOf(node));
  return write(root);
}

/**
 * Values of any paths, in the form of `writeLwm2mCbor`.
 * @throws HarnessBugError `lwm2m-cbor.time` for a value with a time, `lwm2m-cbor.path` for paths that exclude each other.
 */
export function writeLwm2mCborValues(values: readonly PathValue[]): Uint8Array {
  const root: Branch = new Map();
  for (const { path, type, value, time } of values) {
    if (time !== null) {
      throw new HarnessBugError(
        'lwm2m-cbor.time',
        `LwM2M CBOR has no place for the time of ${formatPath(path)}`,
        {
          hint: 'Send values with times in SenML.',
        },
      );
    }
    const ids = pathIds(path);
    const parent = branchAt(root, ids.slice(0, -1), path);
    const id = ids.at(-1) ?? 0;
    if (pathDepth(path) < 3 || parent.has(id)) throw excluded(path);
    parent.set(id, valueTokens(type, value, 'plain'));
  }
  return write(root);
}

export function writeLwm2mCborPaths(paths: readonly PathSelector[]): Uint8Array {
  const tokens: Token[] = [arrayHead(paths.length)];
  for (const path of paths) {
    const ids = path === 'root' ? [] : pathIds(path);
    tokens.push(arrayHead(ids.length), ...ids.map(integerToken));
  }
  return writeCbor(tokens);
}

function branchOf(node: Lwm2mNode): Branch {
  switch (node.kind) {
    case 'object':
      return new Map(node.instances.map(each => [each.id, branchOf(each)]));
    case 'instance':
      return new Map(node.resources.map((each): [number, Branch] => [each.id, resourceBranch(each)]));
    case 'resource-instance':
      return valueTokens(node.type, node.value, 'plain');
    default:
      return resourceBranch(node);
  }
}

function resourceBranch(node: ResourceNode): Branch {
  if (node.kind === 'single') return valueTokens(node.type, node.value, 'plain');
  return new Map([...node.values].map(([id, value]) => [id, valueTokens(node.type, value, 'plain')]));
}

function branchAt(root: Map<number, Branch>, ids: readonly number[], path: Lwm2mPath): Map<number, Branch> {
  let branch = root;
  for (const id of ids) {
    const next = branch.get(id) ?? new Map<number, Branch>();
    if (!(next instanceof Map)) throw excluded(path);
    branch.set(id, next);
    branch = next;
  }
  return branch;
}

function excluded(path: Lwm2mPath): HarnessBugError {
  return new HarnessBugError('lwm2m-cbor.path', `No value can be at ${formatPath(path)} beside the others`, {
    hint: 'Give resources and resource instances, each of them once, and no resource with its own instances.',
  });
}

function write(root: Map<number, Branch>): Uint8Array {
  const tokens: Token[] = [];
  pushMap(root, tokens);
  return writeCbor(tokens);
}

function pushMap(branch: ReadonlyMap<number, Branch>, tokens: Token[]): void {
  tokens.push(mapHead(branch.size));
  for (const [id, child] of branch) {
    const { ids, end } = onlyChildren(id, child);
    if (ids.length >= SHORTER_AS_ARRAY) {
      tokens.push(arrayHead(ids.length), ...ids.map(integerToken));
      pushBranch(end, tokens);
    } else {
      tokens.push(integerToken(id));
      pushBranch(child, tokens);
    }
  }
}

function pushBranch(branch: Branch, tokens: Token[]): void {
  if (branch instanceof Map) pushMap(branch, tokens);
  else tokens.push(...branch);
}

/** The ids from here downwards to where there is no child, a value, or several children. */
function onlyChildren(id: number, child: Branch): { readonly ids: readonly number[]; readonly end: Branch } {
  const ids = [id];
  let end = child;
  while (end instanceof Map && end.size === 1) {
    const [[next, below] = [0, new Map<number, Branch>()]] = end;
    ids.push(next);
    end = below;
  }
  return { ids, end };
}
