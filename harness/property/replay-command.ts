/** Which property failed, and on which generated value. */
export interface FailedProperty {
  readonly seed: number;
  /** Of the smallest failing value, as fast-check writes it: `0:1:2`. */
  readonly path: string;
  /** Test file, from the root of the project. */
  readonly file: string;
  /** Title of the test with those of its groups. */
  readonly title: string;
}

/** One line for a shell that runs the one test on the one value that failed. */
export function replayCommand({ seed, path, file, title }: FailedProperty): string {
  // Jest takes the title for a regular expression, whose dot is no line end, and the shell has its own idea of quotes.
  const pattern = title.replaceAll(/[^\p{L}\p{N}\s]/gu, '.').replaceAll(/[^\S ]/g, '\\s');
  return `TOUCHSTONE_SEED=${seed} TOUCHSTONE_PATH=${path} npm run test:harness -- --testPathPatterns ${file} -t '${pattern}'`;
}
