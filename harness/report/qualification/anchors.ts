/** Where things are found in the page of a qualification; ids of mutants and variants are unique among both. */

export function subjectAnchor(id: string): string {
  return `m-${id}`;
}

export function purposeAnchor(id: string): string {
  return `p-${id}`;
}
