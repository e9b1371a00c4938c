import type { ResultEvent } from '../record/events.ts';

/** Carries a verdict other than pass to jest and Allure, with the checks that explain it. */
export class NotPassed extends Error {
  constructor({ verdict, reason, message, checks }: ResultEvent) {
    const failed = checks
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ id, expected, received, frame }) => {
        const where = frame === null ? '' : ` (frame ${frame})`;
        return `  ${id}: expected ${expected}, received ${received}${where}`;
      });
    super(
      [
        `${verdict}${reason === null ? '' : ` [${reason}]`}${message === null ? '' : `: ${message}`}`,
        ...failed,
      ].join('\n'),
    );
    // Allure tells a failed test from a broken one by the name of what was thrown.
    this.name = verdict === 'fail' ? 'AssertionError' : 'PurposeNotPassed';
  }
}
