import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import type { Lwm2mVersion } from '../../attributes/lwm2m-version.ts';
import {
  type DefinitionLookup,
  type ResourceDefinition,
  resourceDefinition,
} from '../../model/object-definition.ts';
import type { Lwm2mPath } from '../../path.ts';
import type { LinkPayload } from './link-attributes.ts';

/** Below the root of the objects; `root` for that root, null for a link to something else. */
export type LinkPath = Lwm2mPath | 'root' | null;

/** What is known where the links are read. */
export interface LinkContext {
  readonly payload: LinkPayload;
  /** Prefix of the objects: `/lwm2m`, or empty. */
  readonly root: string;
  readonly version: Lwm2mVersion;
  readonly definitions: DefinitionLookup;
  readonly deviations: Deviation[];
}

export const linkDeviation = deviationsOf('links', 'TS 1.0 §5.4.2');

/** Definition of the resource that a path is of or below; undefined where it is not known. */
export function resourceAt(path: LinkPath, definitions: DefinitionLookup): ResourceDefinition | undefined {
  if (path === null || path === 'root' || path.resource === undefined) return undefined;
  return resourceDefinition(definitions(path.object), path.resource);
}
