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
