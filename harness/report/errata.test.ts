import { describe, expect, test } from '@jest/globals';
import type { Erratum } from '../catalogue/errata/erratum.ts';
import { sampleErratum } from '../catalogue/testing/sample-erratum.ts';
import { sampleRun } from '../record/testing/sample-run.ts';
import { reportHtml } from './html/report-html.ts';
import { summaryMarkdown } from './summary-markdown.ts';
import { SAMPLE_REQUIREMENTS } from './testing/sample-requirements.ts';
import { errataInRun } from './touched-errata.ts';

const run = sampleRun();
/** The sample run fails check `code` of this purpose, as a must. */
const FAILED = 'management.bi.write-read-only';
const touching = (rest: Partial<Erratum['purposes'][number]> = {}): Erratum =>
  sampleErratum({
    title: 'A code & its <doubts>',
    upstream: ['OMA#281'],
    purposes: [{ purpose: FAILED, treatment: 'held', checks: ['code'], ...rest }],
  });
const elsewhere = sampleErratum({
  id: 'ets-elsewhere',
  purposes: [{ purpose: 'power.*', treatment: 'avoided' }],
});
const page = (...errata: readonly Erratum[]) => reportHtml(run, SAMPLE_REQUIREMENTS, errata);
const textOf = (html: string) =>
  html
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const PROVES_NOTHING = 'this alone proves nothing against the SUT';

describe('Errata in the report', () => {
  test('are those that planned purposes come across, and no others', () => {
    expect(errataInRun([touching(), elsewhere], run).map(({ erratum }) => erratum.id)).toEqual([
      'tlv-sample-point',
    ]);
  });

  test('tell text, reading and reason, and lead to the purposes and back', async () => {
    const html = await page(touching(), elsewhere);
    const text = textOf(html);
    for (const part of [
      'Errata of the texts',
      'What the text says.',
      'How it is read.',
      'Why it is read so.',
      'OpenMobileAlliance/OMA_LwM2M_for_Developers #281',
      'A code &amp; its &lt;doubts&gt;',
    ]) {
      expect(text).toContain(part);
    }
    expect(html).not.toContain('ets-elsewhere');
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const links = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.filter(id => !ids.includes(id))).toEqual([]);
    expect(links.filter(id => id === 'e-tlv-sample-point').length).toBeGreaterThanOrEqual(2);
  });

  test('leave no section where nothing is touched', async () => {
    expect(await page(elsewhere)).not.toContain('id="errata"');
    expect(await page()).not.toContain('Errata');
  });

  test('say of a failure on an open point that it proves nothing', async () => {
    expect(await page(touching())).toContain(PROVES_NOTHING);
    expect(await page(touching())).toContain('judged too strictly');
  });

  test.each<[string, Erratum]>([
    ['another check looks at the point', touching({ checks: ['answers'] })],
    ['the check takes every reading', touching({ treatment: 'lenient' })],
    ['the text is wrong and not open', { ...touching(), kind: 'wrong-text' }],
  ])('do not excuse a failure where %s', async (_, erratum) => {
    expect(await page(erratum)).not.toContain(PROVES_NOTHING);
  });

  test('are counted in the summary, with what is judged too strictly by name', () => {
    const wrong = { ...touching(), id: 'tlv-wrong', kind: 'wrong-text' } as const;
    const summary = summaryMarkdown(run, SAMPLE_REQUIREMENTS, [touching(), wrong, elsewhere]);
    expect(summary).toContain('touch 2 places where texts or tests of OMA are wrong or open; 1 of them');
    expect(summary).toContain(
      '- tlv-sample-point (ambiguous text), judged too strictly by management.bi.write\\-read\\-only',
    );
    expect(summary).not.toContain('- tlv-wrong');
    expect(summaryMarkdown(run, SAMPLE_REQUIREMENTS, [elsewhere])).not.toContain('Errata');
  });
});
