import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UsageError } from '../errors/touchstone-error.ts';
import { clientMutant, type Subject, serverVariant } from '../mutant/mutant.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { explain } from './explain.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { arbitraryPurposes, samplePurpose } from './purpose.arbitrary.ts';
import { TEXT_WIDTH } from './text-layout.ts';

const catalogue = await loadCatalogue();
const purposes = [
  samplePurpose({
    requirements: ['HLF-022', 'HLF-024'],
    when: 'object.4 & attr.pmin',
    needs: ['setResource'],
  }),
  samplePurpose({
    id: 'registration.bv.register',
    role: 'server',
    level: 'should',
    requirements: ['HLF-019'],
  }),
  samplePurpose({
    id: 'registration.bi.no-endpoint-name',
    role: 'server',
    requirements: ['HLF-019'],
    twin: 'registration.bv.register' as PurposeId,
    when: 'attr.pminimum | object.44',
  }),
];
const subjects: readonly Subject[] = [
  clientMutant(
    {
      id: 'client-signal-unnotified',
      defect: 'notifies nothing of its signal strength',
      requirement: 'HLF-022',
      source: 'wakaama#1',
      kills: { 'reporting.bv.signal-strength/notified': 'message.missing' },
    },
    { messageOut: () => null },
  ),
  serverVariant(
    {
      id: 'server-late-answer',
      difference: 'answers late',
      clause: 'RFC 7252 §5.2.2',
      advice: { 'registration.bv.register/in-time': 'timing.late' },
      undecided: { 'registration.bi.no-endpoint-name': 'the twin cannot judge it' },
    },
    { messageOut: () => null },
  ),
];
const text = (name: string) => explain(name, { catalogue, purposes, subjects });

describe('Explaining a requirement', () => {
  test('tells title, statement, level, roles, mechanisms, gaps, purposes and OMA tests', () => {
    const explained = text('HLF-022');
    expect(explained).toMatch(
      /^HLF-022 {2}Radio signal strength with time\nmust · Connectivity · RD 1\.0 §6\.1\n/,
    );
    expect(explained).toContain('how strong the radio signal was');
    expect(explained).toContain('Testable on  client, server\n');
    expect(explained).toContain('  1.0  /4/0/2  Radio Signal Strength\n');
    expect(explained).toContain('In LwM2M 1.0  met in part\n');
    expect(explained).toMatch(
      /Specification gap {2}not a failure of the SUT\n {2}The object has no resource for/,
    );
    expect(explained).toContain('closed in: LwM2M 1.1 · basis: stated by the specification');
    expect(explained).toContain(
      '  client:\n    reporting.bv.signal-strength  must  notifies the signal strength\n',
    );
    expect(explained).toContain('OMA ETS\n  LightweightM2M-1.0-int-701 LightweightM2M-1.0-int-710\n');
  });

  test('says uncovered for each role on which nothing tests it, and only there', () => {
    const explained = text('HLF-019');
    expect(explained).toContain('  client: uncovered\n');
    expect(explained).toContain('  bootstrap-server: uncovered\n');
    expect(explained).not.toContain('  server: uncovered');
    expect(explained.indexOf('registration.bi.no-endpoint-name')).toBeLessThan(
      explained.indexOf('registration.bv.register'),
    );
  });

  test('says what is published apart from the core and which gaps still want confirmation', () => {
    const explained = text('HLF-040');
    expect(explained).toContain('(published apart from the core)');
    expect(explained).toContain('In LwM2M 1.0  not met\n');
    expect(explained).toContain(
      'closed in: no version · basis: no mechanism found, to be confirmed in TS 1.0.2',
    );
  });

  test('tells an OMA title without a test from a test, and says so where OMA has neither', () => {
    expect(text('HLF-030')).toContain('OMA ETS\n  a title without a test: LightweightM2M-1.0-int-656\n');
    expect(text('HLF-036')).toContain('OMA ETS  no test\n');
  });

  test('leaves the section of gaps out where there is none', () => {
    expect(text('HLF-001')).not.toContain('Specification gap');
  });

  test('shows every purpose of every requirement under its role, within the width of the page', () => {
    fc.assert(
      fc.property(arbitraryPurposes, fc.constantFrom(...catalogue.requirements), (declared, requirement) => {
        const explained = explain(requirement.id, { catalogue, purposes: declared, subjects });
        const shown = explained.split('\n').filter(line => / (must|should|may) {2}/.test(line));
        const testing = declared.filter(({ requirements }) => requirements.includes(requirement.id));
        expect(shown.map(line => line.trim().split(' ')[0]).sort()).toEqual(
          testing.map(({ id }) => id).sort(),
        );
        const uncovered = requirement.roles.filter(role => !testing.some(purpose => purpose.role === role));
        expect(explained.match(/: uncovered/g) ?? []).toHaveLength(uncovered.length);
        const prose = explained.split('\n').filter(line => !line.startsWith('    '));
        expect(Math.max(...prose.map(line => line.length))).toBeLessThanOrEqual(TEXT_WIDTH);
      }),
    );
  });

  test('changes no character but through the colours it is given', () => {
    const marked = explain(
      'HLF-019',
      { catalogue, purposes, subjects },
      { strong: each => `<${each}>`, faint: each => `<${each}>`, warn: each => `<!${each}>` },
    );
    expect(marked).toContain('client: <!uncovered>');
    expect(marked.replace(/<!?|>/g, '')).toBe(text('HLF-019'));
  });

  test.each(['hlf-22', 'LightweightM2M-HLF-022', ' HLF-022 '])('understands the label %j', label => {
    expect(text(label)).toBe(text('HLF-022'));
  });
});

describe('Explaining a purpose', () => {
  test('shows its declaration and its requirements in words', () => {
    const explained = text('reporting.bv.signal-strength');
    expect(explained).toMatch(/^reporting\.bv\.signal-strength\nmust · judges a client · revision 1\n/);
    expect(explained).toContain('The client notifies the signal strength.\n');
    expect(explained).toMatch(/Runs when +object\.4 & attr\.pmin\n/);
    expect(explained).toMatch(/Control verbs +setResource\n/);
    expect(explained).toMatch(/HLF-024 {2}The device can tell the server of its own accord/);
  });

  test('names the twin of a negative one', () => {
    expect(text('registration.bi.no-endpoint-name')).toMatch(/Positive twin +registration\.bv\.register\n/);
    expect(text('registration.bv.register')).toMatch(/Runs when +always\n(.*\n)*Positive twin +none\n/);
  });

  test('is what a check of it is explained by', () => {
    expect(text('registration.bv.register/answers-created')).toBe(text('registration.bv.register'));
  });
});

describe('Explaining a mutant', () => {
  test('tells its defect, what it breaks, and which checks must catch it', () => {
    const explained = text('client-signal-unnotified');
    expect(explained).toContain('This client notifies nothing of its signal strength.\n');
    expect(explained).toMatch(/Breaks +HLF-022 {2}\S/);
    expect(explained).toMatch(/Overrides +messageOut\nSource +wakaama#1\n/);
    expect(explained).toContain(
      'Must be caught by\n  reporting.bv.signal-strength/notified  message.missing\n    notifies the signal strength\n',
    );
    expect(explained).toContain('touchstone qualify --only client-signal-unnotified\n');
  });

  test('is what proves a purpose, and a purpose without one says so', () => {
    expect(text('reporting.bv.signal-strength')).toContain(
      'Proven by\n  client-signal-unnotified  notifies nothing of its signal strength\n',
    );
    expect(text('registration.bv.register')).toContain('Proven by\n  no mutant\n');
  });
});

describe('Explaining a legal variant', () => {
  test('tells in what it is unusual, what allows it, and what it announces', () => {
    const explained = text('server-late-answer');
    expect(explained).toContain('This server answers late.\n');
    expect(explained).toMatch(/Allowed by RFC 7252 §5\.2\.2\n/);
    expect(explained).toContain('registration.bv.register/in-time  timing.late\n');
    expect(explained).toContain('registration.bi.no-endpoint-name  the twin cannot judge it\n');
  });
});

describe('Explaining an ICS key', () => {
  test('asks the question, tells what TS 1.0 wants of each role and which purposes depend on it', () => {
    const explained = text('attr.pmin');
    expect(explained).toMatch(/^attr\.pmin\nDoes it support the attribute pmin \(minimum period\)\?\n/);
    expect(explained).toMatch(/client +optional in LwM2M 1\.0 +LwM2M-DMSE-005-C-O\n/);
    expect(explained).toMatch(/server +mandatory in LwM2M 1\.0 +LwM2M-DMSE-005-S-M\n/);
    expect(explained).toContain('  reporting.bv.signal-strength  runs when object.4 & attr.pmin\n');
  });

  test('takes no longer key for the one that is asked', () => {
    expect(text('attr.pmin')).not.toContain('registration.bi.no-endpoint-name');
    expect(text('object.4')).not.toContain('registration.bi.no-endpoint-name');
    expect(text('attr.pmax')).toMatch(/Purposes that depend on it\n {2}none\n$/);
  });
});

describe('Explaining what there is not', () => {
  test.each([
    ['HLF-022x', 'HLF-022'],
    ['SEC-005', 'SEC-00'],
    ['attr.pmn', 'attr.pmin'],
    ['client-signal-unotified', 'client-signal-unnotified'],
    ['registration.bv.registr', 'registration.bv.register'],
  ])('is a usage error for %j that suggests %j', (name, suggestion) => {
    expect(() => text(name)).toThrow(UsageError);
    expect(() => text(name)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(`Did you mean ${suggestion}`), exitCode: 64 }),
    );
  });

  test('suggests nothing where nothing is near', () => {
    expect(() => text('quite-something-else')).toThrow(
      expect.objectContaining({ hint: 'touchstone list shows the requirements and the purposes.' }),
    );
  });
});
