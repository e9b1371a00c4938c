/** What a command line of `launch.process` may leave to be filled in. */
export const PLACEHOLDERS = ['controlPort', 'endpoint', 'serverUri', 'workDir'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const PATTERN = /\{([A-Za-z]+)\}/g;

/** Names in braces, known or not. */
export function placeholdersIn(word: string): readonly string[] {
  return [...word.matchAll(PATTERN)].map(([, name = '']) => name);
}

export function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name);
}

export function filledIn(word: string, values: Readonly<Record<Placeholder, string>>): string {
  return word.replace(PATTERN, (braced, name: string) => (isPlaceholder(name) ? values[name] : braced));
}
