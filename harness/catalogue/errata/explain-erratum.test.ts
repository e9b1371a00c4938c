import { describe, expect, test } from '@jest/globals';
import { explain } from '../explain.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import { samplePurpose } from '../purpose.arbitrary.ts';
import { sampleErratum } from '../testing/sample-erratum.ts';
import { renderErrata } from './errata-table.ts';
import type { Erratum } from './erratum.ts';

const purpose = samplePurpose({ requirements: ['HLF-022'] });
const { requirements, ics } = await loadCatalogue();
const explained = (name: string, ...errata: readonly Erratum[]) =>
  explain(name, { catalogue: { requirements, ics, errata }, purposes: [purpose], subjects: [] });
const held = sampleErratum({
  rules: ['bound-gt'],
  upstream: ['OMA#21', 'leshan#463', 'OMA#86'],
  purposes: [{ purpose: 'reporting.bv.*', treatment: 'held', checks: ['form'] }],
});

describe('Explaining an erratum', () => {
  test('tells text, problem, reading, reason, certainty, issues and purposes', () => {
    const text = explained('tlv-sample-point', held);
    expect(text).toMatch(
      /^tlv-sample-point {2}A point of the text\nambiguous text · TLV content · recorded, never a failure\n/,
    );
    for (const part of [
      'Where         TS 1.0 §6.4.3\n',
      'Known as      OpenMobileAlliance/OMA_LwM2M_for_Developers #21 #86\n              eclipse-leshan/leshan #463\n',
      'The text says\n  What the text says.\n',
      'What is open\n  What is open in it.\n',
      'Reading chosen\n  How it is read.\n',
      'Why\n  Why it is read so.\n',
      `  ${purpose.id}  must  holds the SUT to the reading\n    checks: form\n`,
      '! judges, as a must, what the text leaves open',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('is found by a rule that stands for it, too', () => {
    expect(explained('bound-gt', held)).toBe(explained('tlv-sample-point', held));
  });

  test('flags nothing where the text is wrong, or the purpose takes every reading', () => {
    expect(explained('tlv-sample-point', { ...held, kind: 'wrong-text' })).not.toContain('as a must');
    const lenient = {
      ...held,
      purposes: [{ purpose: purpose.id, treatment: 'lenient', checks: ['form'] }],
    } as const;
    expect(explained('tlv-sample-point', lenient)).not.toContain('as a must');
  });

  test('says why no purpose touches it', () => {
    expect(explained('tlv-sample-point', sampleErratum({ noPurpose: 'Nothing reads it.' }))).toContain(
      'Purposes that touch it\n  none: Nothing reads it.\n',
    );
  });

  test('is suggested for a name that is nearly its own', () => {
    expect(() => explained('tlv-sampel-point', held)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('tlv-sample-point') }),
    );
  });
});

describe('Errata in other explanations', () => {
  test('are shown with a purpose that comes across them, and only there', () => {
    expect(explained(purpose.id, held)).toContain(
      'Errata\n  tlv-sample-point  ambiguous text · holds the SUT to the reading\n    A point of the text: How it is read.\n    ! judges',
    );
    expect(explained(purpose.id, sampleErratum())).not.toContain('Errata');
  });

  test('are shown with the requirement that they concern, and only there', () => {
    expect(explained('HLF-022', held)).toMatch(
      /Errata {2}touchstone explain .*\n {2}tlv-sample-point {2}ambiguous text\n {4}A point of the text\n/,
    );
    expect(explained('HLF-023', held)).not.toContain('Errata');
  });

  test('are listed by topic, with what is flagged below', () => {
    const text = renderErrata(
      [held, sampleErratum({ id: 'ets-other', topic: 'ETS', kind: 'gap' })],
      [purpose],
    );
    expect(text).toMatch(
      /ERRATUM +KIND +CERTAINTY +PURPOSES +TITLE\n\nTLV content\ntlv-sample-point +ambiguous text +open +1 /,
    );
    expect(text).toContain('\nETS\nets-other');
    expect(text).toContain('2 errata: 1 ambiguous text, 1 gap in the text\n');
    expect(text).toContain(
      `1 times a purpose judges, as a must, what the text leaves open:\n  ${purpose.id}`,
    );
  });
});
