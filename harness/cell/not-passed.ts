import type { ResultEvent } from '../record/events.ts';

/** Carries a verdict other than pass to jest and Allure, with the checks that explain it. */
export class NotPassed extends Error {
  constructor({ verdict, reason, message, checks, lastWords = [] }: ResultEvent) {
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
        ...(lastWords.length === 0 ? [] : ['it last wrote:']),
        ...lastWords.map(({ source, text }) => `  ${source}: ${text}`),
      ].join('\n'),
    );
    // Allure tells a failed test from a broken one by the name of what was thrown.
    this.name = verdict === 'fail' ? 'AssertionError' : 'PurposeNotPassed';
  }
}
