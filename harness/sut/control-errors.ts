/** The SUT declined a verb: it does not support it. */
export class UnsupportedVerb extends Error {
  readonly verb: string;

  constructor(verb: string, detail = 'the SUT does not support it') {
    super(`control verb ${verb}: ${detail}`);
    this.name = 'UnsupportedVerb';
    this.verb = verb;
  }
}

/** A verb that is supported failed, or the channel to the SUT did: a fault of the adapter, not of the product. */
export class ControlFailure extends Error {
  readonly verb: string;

  constructor(verb: string, detail: string) {
    super(`control verb ${verb}: ${detail}`);
    this.name = 'ControlFailure';
    this.verb = verb;
  }
}

/** By name, not by class: the channel lives outside of the realm in which Jest runs a purpose, and so do its errors. */
export function isUnsupportedVerb(thrown: unknown): thrown is UnsupportedVerb {
  return isNamed(thrown, 'UnsupportedVerb');
}

/** By name, for the same reason. */
export function isControlFailure(thrown: unknown): thrown is ControlFailure {
  return isNamed(thrown, 'ControlFailure');
}

function isNamed(thrown: unknown, name: string): boolean {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === name;
}
