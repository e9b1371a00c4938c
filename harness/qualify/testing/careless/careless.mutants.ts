/** Forgets its default export. */
export const mutants = [];
