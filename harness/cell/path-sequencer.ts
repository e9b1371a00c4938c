import sequencer from '@jest/test-sequencer';

const Sequencer = sequencer.default;
type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

/** Suite files in the order of their paths: the same order on every machine and in every run. */
export default class PathSequencer extends Sequencer {
  override sort(tests: Tests): Tests {
    return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}
