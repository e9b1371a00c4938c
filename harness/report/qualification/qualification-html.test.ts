import { describe, expect, test } from '@jest/globals';
import { growth } from '../../property/growth.ts';
import {
  badInput,
  documentOf,
  failed,
  input,
  mutant,
  READ,
  said,
  trial,
} from '../../qualify/testing/sample-qualification.ts';
import { HOSTILE_TEXT } from '../../record/testing/hostile-purposes.ts';
import { requirement } from '../testing/sample-requirements.ts';
import { LATEST_REPORT } from './places.ts';
import { qualificationHtml } from './qualification-html.ts';

const REQUIREMENTS = [
  requirement('HLF-027'),
  requirement('HLF-032'),
  requirement('HLF-041', { gaps: [{ text: 'no timer for a prohibited network' }] }),
];
const page = (order = input(), report: string | null = null) =>
  qualificationHtml(documentOf(order), REQUIREMENTS, report);
const markupOf = (html: string) => html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
const textOf = (html: string) =>
  markupOf(html)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
/** A section of the page, as text. */
const section = (html: string, id: string) =>
  textOf(html.slice(html.indexOf(`<section id="${id}"`)).split('</section>')[0] ?? '');

describe('The page of a qualification', () => {
  test('says first whether the tester is qualified, and on what grounds', () => {
    const text = textOf(page());
    expect(text).toContain('✓ Qualified 3 of 3 mutants killed by every check that had to.');
    expect(text).toContain('3 of 3 purposes proven by killing at least one. 1 of 1 legal variant let pass.');
    expect(text).toContain('Exit code 0');
    expect(page()).not.toContain('id="troubles"');
  });

  test('puts what speaks against the tester before everything else, of every kind', () => {
    const html = page(badInput('a late answer'));
    expect(textOf(html)).toContain('✗ Not qualified');
    expect(textOf(html)).toContain('Exit code 70');
    expect(html.indexOf('id="troubles"')).toBeLessThan(html.indexOf('id="mutants"'));
    const text = section(html, 'troubles');
    for (const part of [
      'Survivors 1',
      'client-reads-wrong does client-reads-wrong wrong management.bv.read/value (value.unexpected): the check passed',
      'Killed by another check than the expected one 1',
      'management.bi.refuse/code (code.unexpected): response.missing: expected one thing, received a late answer',
      'False alarms on legal variants 1',
      'client-slow answers slowly management.bv.read/value (must, timing.late)',
      'Errors of the harness 2',
      'client-endless trial.hung a late answer',
      'server-answers-wrong purpose.crashed registration.bv.answer: a late answer',
      'Purposes that kill nothing 3',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('has of every mutant the checks that had to catch it, with reason, requirement, role, hook and source', () => {
    const text = section(page(), 'mutants');
    expect(text).toContain(
      '✓ KILLED does client-writes-all wrong client-writes-all hook messageOut · source wakaama#205',
    );
    expect(text).toContain('✓ management.bi.refuse / unchanged state.changed');
    expect(text).toContain('HLF-032 client');
    expect(section(page(badInput('x')), 'mutants')).toContain('! UNTRIED does client-endless wrong');
  });

  test('shows requirements without purposes or mutants as such, with what the specification lacks', () => {
    const text = section(page(), 'requirements');
    expect(text).toContain('HLF-032 Title of HLF-032 1 of 1 1 of 1');
    expect(text).toContain(
      '⌀ The specification lacks: no timer for a prohibited network ○ no purpose ○ no mutant',
    );
  });

  test('tells of every purpose its kills, and the checks that nothing made fail', () => {
    expect(section(page(), 'purposes')).toContain('1 of 1 ✓ client-reads-wrong 2 1 idle steady');
    const without = input({ subjects: input().subjects.filter(({ id }) => id !== 'client-reads-wrong') });
    expect(section(page(without), 'purposes')).toContain('✗ no mutant names it');
  });

  test('has a target for every link, no id twice, and needs nothing from elsewhere', () => {
    for (const html of [page(), page(badInput('x'))]) {
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const links = [...markupOf(html).matchAll(/ href="([^"]*)"/g)].map(([, link = '']) => link);
      expect(links.length).toBeGreaterThan(20);
      expect(links.filter(link => !/^(\?requirement=[A-Z]+-\d+)?#/.test(link))).toEqual([]);
      expect(links.filter(link => !ids.includes(link.slice(link.indexOf('#') + 1)))).toEqual([]);
      expect(html).not.toMatch(/@import|url\(|<link|<iframe|<img|fetch\(/);
      expect(html).toContain("default-src 'none'");
    }
  });

  test('leads to the report of a run only where there is one', () => {
    expect(page(input(), LATEST_REPORT)).toContain(`href="${LATEST_REPORT}"`);
    expect(page()).not.toContain(LATEST_REPORT);
  });

  test('runs no script but its own, and shows hostile text as text', () => {
    const html = page(badInput(HOSTILE_TEXT));
    const markup = markupOf(html);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(markup).not.toMatch(/<img|<textarea|onmouseover="|onerror="|<%/);
    expect(markup).toContain('&lt;script&gt;alert(&quot;xss&quot;)');
    expect(markup.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('says of a part that it is a part', () => {
    const html = qualificationHtml(documentOf(input({ partial: true }), ['client-*']), REQUIREMENTS, null);
    expect(textOf(html)).toContain('this is not a complete qualification');
    expect(section(html, 'provenance')).toContain('--only client-*');
  });

  test('leaves out sections that nothing is in', () => {
    const html = qualificationHtml(
      documentOf(input({ subjects: [], purposes: [], trials: [], partial: true })),
      [],
      null,
    );
    for (const id of ['troubles', 'mutants', 'requirements', 'purposes', 'variants']) {
      expect(html).not.toContain(`id="${id}"`);
    }
  });

  test('shows every mutant, in time linear in their number, and cuts what one of them broke besides', () => {
    const many = (count: number) => {
      const mutants = Array.from({ length: count }, (_, index) =>
        mutant(`client-m-${index}`, { 'management.bv.read/value': 'value.unexpected' }),
      );
      const failures = Array.from({ length: 30 }, (_, index) =>
        said(`other.bv.purpose-${index}` as typeof READ.id, [
          failed(`other.bv.purpose-${index}/code`, 'code.unexpected'),
        ]),
      );
      const trials = mutants.map(each => trial(each, said(READ.id), ...failures));
      return documentOf(input({ subjects: mutants, trials }));
    };
    const html = qualificationHtml(many(50), REQUIREMENTS, null);
    expect(html.match(/<tr id="m-/g)).toHaveLength(50);
    expect(html.match(/and 5 more purposes/g)).toHaveLength(50);
    const prepared = (count: number) => {
      const document = many(count);
      return () => qualificationHtml(document, REQUIREMENTS, null);
    };
    // Sixteen is what a quadratic page would take.
    expect(growth(prepared, 25, 4)).toBeLessThan(9);
  });
});
