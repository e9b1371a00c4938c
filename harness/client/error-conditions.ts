import type { Value } from '../lwm2m/value.ts';
import type { DataModel } from './data-model.ts';

type ErrorCodes = ReadonlyMap<number, Value>;

/** Error Code of a device that has none: instance 0 with the value 0, never an empty list (TS 1.0 E.4). */
export const NO_ERROR: ErrorCodes = new Map([[0, 0n]]);

/** What is wrong with a device, and how its Error Code (/3/0/11) shows it. */
export class ErrorConditions {
  readonly #model: DataModel;
  #present: ReadonlySet<bigint> = new Set();

  constructor(model: DataModel) {
    this.#model = model;
  }

  /** These codes, and no others, are what is wrong from now on. */
  become(codes: Iterable<bigint>): void {
    this.#present = new Set(codes);
    const content = this.#model.resource(3, 0, 11)?.content;
    this.#show(content && 'multiple' in content ? content.multiple : NO_ERROR);
  }

  /** Forgets what was shown, and looks at every condition anew (Reset Error Code). */
  evaluate(): void {
    this.#show(NO_ERROR);
  }

  /** An error that goes takes its instance along; one that comes takes the first that is free, be it that of "no error". */
  #show(shown: ErrorCodes): void {
    const codes = new Map([...shown].filter(([, code]) => this.#present.has(code as bigint)));
    const known = new Set(codes.values());
    for (const code of this.#present) if (!known.has(code)) codes.set(firstFree(codes), code);
    this.#model.set(3, 0, 11, { multiple: codes.size === 0 ? NO_ERROR : codes });
  }
}

function firstFree(codes: ErrorCodes): number {
  let id = 0;
  while (codes.has(id)) id += 1;
  return id;
}
