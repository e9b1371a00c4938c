import { ConfigurationError } from '../errors/touchstone-error.ts';
import { loadObjectFiles } from '../lwm2m/model/ddf/load-object-files.ts';
import type { DefinitionLookup, ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import { definitionsFor } from '../lwm2m/model/registry.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import { displayedFile } from '../yaml/mistake.ts';

/** An object definition file, as a plan and a record name it. */
export interface NamedObjectFile {
  /** Relative to the working directory where that is shorter. */
  readonly path: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  /** Ids of the objects in it. */
  readonly objects: readonly number[];
}

/**
 * What object definition files say, in short. @param paths relative to the working directory.
 * @throws ConfigurationError when one of them is wrong.
 */
export function describedObjects(paths: readonly string[]): {
  readonly files: readonly NamedObjectFile[];
  /** One line each. */
  readonly notices: readonly string[];
} {
  const files = loadObjectFiles(paths);
  return {
    files: files.map(({ path, sha256, objects }) => ({
      path: displayedFile(path),
      sha256,
      objects: objects.map(({ id }) => id),
    })),
    notices: files.flatMap(({ notices }) => notices),
  };
}

/**
 * The definitions of a cell, from the files that its plan names.
 * @throws ConfigurationError `object-file.changed` when a file is not what it was when the run was planned.
 */
export function definitionsOfCell(
  version: CellVersion,
  planned: readonly Pick<NamedObjectFile, 'path' | 'sha256'>[],
): { readonly definitions: DefinitionLookup; readonly objects: readonly ObjectDefinition[] } {
  const files = loadObjectFiles(planned.map(({ path }) => path));
  const changed = planned.find(({ sha256 }, index) => files[index]?.sha256 !== sha256);
  if (changed !== undefined) {
    throw new ConfigurationError(
      'object-file.changed',
      `${changed.path}: has changed since the run was planned`,
      {
        hint: 'run again',
      },
    );
  }
  const objects = files.flatMap(file => file.objects);
  return { definitions: definitionsFor(version, objects), objects };
}
