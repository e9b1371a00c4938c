import sequencer from '@jest/test-sequencer';

type Sequencer = typeof sequencer.default;
type Tests = Parameters<InstanceType<Sequencer>['sort']>[0];

// The package's types describe its CommonJS form; as an ES module its default export is the class itself.
const Base = sequencer as unknown as Sequencer;

/** Suite files in the order of their paths: the same order on every machine and in every run. */
export default class PathSequencer extends Base {
  override sort(tests: Tests): Tests {
    return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}
