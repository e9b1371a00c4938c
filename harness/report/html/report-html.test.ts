import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { processorTimeUntilDone } from '../../property/processor-time.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import { HOSTILE_TEXT, hostilePurpose } from '../../record/testing/hostile-purposes.ts';
import { clientPurposes, type SamplePurpose } from '../../record/testing/sample-purposes.ts';
import { clientCell, sampleRun, serverCell } from '../../record/testing/sample-run.ts';
import { runThatShows, seen } from '../testing/sample-capabilities.ts';
import { requirement, SAMPLE_REQUIREMENTS } from '../testing/sample-requirements.ts';
import { reportHtml } from './report-html.ts';

const html = await reportHtml(sampleRun({ stale: true }), SAMPLE_REQUIREMENTS);
/** As it is once its script has unfolded everything. */
const unfolded = (page: string) =>
  page.replace(
    / data-packed="([^"]*)">/g,
    (_, packed: string) => `>${inflateRawSync(Buffer.from(packed, 'base64')).toString()}`,
  );
const textOf = (page: string) =>
  page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('The HTML report', () => {
  test('says in its banner what a manager needs', () => {
    const text = textOf(html);
    expect(text).toContain('1 unexpected failure');
    expect(text).toContain('6 of 7 required purposes ran: 3 passed, 1 failed unexpectedly');
    expect(text).toContain('It is not a certification');
  });

  test('names a SUT once, however many cells it has', async () => {
    const page = await reportHtml(runThatShows({}, []), SAMPLE_REQUIREMENTS);
    const [, names = ''] = /LwM2M conformance of <bdi>(.*?)<\/bdi>/.exec(page) ?? [];
    expect(names.split(', ')).toHaveLength(1);
    expect(names).toContain('acme-client');
  });

  test('shows of a failure what was sent, expected and received, side by side', () => {
    const text = textOf(html);
    expect(text).toContain(
      'Sent frame 3 CON 8194 PUT /3/0/0 [ct 0] 7 bytes &quot;Mallory&quot; Expected 4.05 Method Not Allowed Received frame 4 2.04 Changed',
    );
  });

  test('lists what the SUT did wrong between messages, with the datagram that shows it', () => {
    const text = textOf(html);
    expect(text).toContain('! 1 finding between messages');
    expect(text).toContain(
      'noted, and no part of its verdict. ! MUST matching.second-response 2.05 Content with token 03 is a second response (RFC 7252 §5.2) #6',
    );
    expect(text.match(/Findings between messages/g)).toHaveLength(1);
  });

  test('leads from the list of requirements to each of them, with its state', () => {
    const [jump = ''] = /<nav class="jump"[\s\S]*?<\/nav>/.exec(html) ?? [];
    expect(textOf(jump)).toMatch(/✗ HLF-032 .*⌀ HLF-041/);
    for (const { id } of SAMPLE_REQUIREMENTS) {
      expect(jump).toContain(`href="#r-${id}"`);
      expect(html).toContain(`<tr id="r-${id}"`);
    }
  });

  test('says what the run waited for, and between which datagrams', () => {
    expect(textOf(html)).toMatch(
      /in the 23\.4 s of the run.* 10\.0 s registration\.bv\.update-lifetime .* #\d+ [→←] .* the end /,
    );
  });

  test('explains everything that did not run, and every gap of the specification', () => {
    const text = textOf(html);
    for (const part of [
      'object.5 is false',
      'the SUT declines setResource',
      'transport.sms is not set',
      'no timer for a prohibited network',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('tells by which mutants a purpose is proven, and leads to the qualification where there is one', async () => {
    const [{ declaration }] = clientPurposes() as [SamplePurpose];
    const page = await reportHtml(sampleRun(), SAMPLE_REQUIREMENTS, [], {
      qualification: '../qualification/qualification.html',
      mutants: new Map([[declaration.id, [{ id: 'client-a' }, { id: 'client-b' }]]]),
    });
    expect(textOf(unfolded(page)).match(/Proven by 2 mutants: client-a, client-b/g)).toHaveLength(1);
    expect(page).toContain('href="../qualification/qualification.html"');
    expect(unfolded(html)).not.toContain('Proven by');
  });

  test('has the command that runs it again in the card of a failure, and in no other card', () => {
    const cards = [...html.matchAll(/<article class="card is-edge-([^"]+)">([\s\S]*?)<\/article>/g)];
    expect(cards.map(([, outcome]) => outcome)).toContain('failed');
    for (const [, outcome, card] of cards)
      expect(/<div class="copy"><pre[^>]*>touchstone run/.test(card ?? '')).toBe(outcome === 'failed');
  });

  test('packs the bodies of what passed, and leaves what needs attention as it is', () => {
    const bodies = [
      ...html.matchAll(/<details class="purpose([^"]*)"[\s\S]*?<div class="body"( data-packed)?/g),
    ];
    expect(bodies.length).toBeGreaterThan(4);
    for (const [, style, packed] of bodies) expect(packed !== undefined).toBe(style === ' quiet');
  });

  test('needs nothing from elsewhere', () => {
    expect(html).not.toMatch(/\b(?:src|href)="(?!#)/);
    expect(html).not.toMatch(/@import|url\(|<link|<iframe|<img|fetch\(/);
    expect(html).toContain("default-src 'none'");
  });

  test('has a target for every link and no id twice', () => {
    const page = unfolded(html);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(id => !ids.includes(id))).toEqual([]);
  });

  test('shows what the wire showed of the ICS beside what is declared, contradictions first, as text', async () => {
    const shown = [
      seen('object.6', true),
      seen('object.5', true, { words: HOSTILE_TEXT, frame: null }),
      seen('object.7', true),
    ];
    const run = runThatShows({ 'object.5': false, 'object.6': true }, shown);
    const page = await reportHtml(run, SAMPLE_REQUIREMENTS, [], {
      ics: [{ key: 'object.5', statement: 'Does it support object 5?' }],
    });
    const section = page.slice(page.indexOf('<section id="ics">'), page.indexOf('<section id="provenance">'));
    const text = textOf(section);
    expect(text).toMatch(/object\.5 Does it support object 5\? +false ✗ true contradicted/);
    const places = ['object.5', 'object.7', 'object.6'].map(key => section.indexOf(`<code>${key}`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('object.7: true');
    expect(section).not.toMatch(/<img|<script/);
    expect(page).toContain('href="#ics"');
    expect(html).not.toContain('id="ics"');
  });

  test('puts every outcome in words, beside its colour', () => {
    const text = textOf(html);
    for (const word of ['✗ FAIL', '! ERROR', '? INCONCLUSIVE', '≈ KNOWN FAILURE', '✓ PASS'])
      expect(text).toContain(word);
  });

  test('runs no script but its own, and shows hostile text as text', async () => {
    const header = { command: [HOSTILE_TEXT] };
    const cell = clientCell([hostilePurpose()]);
    const run = sampleRun({ cells: [{ ...cell, product: HOSTILE_TEXT }], header });
    const page = unfolded(await reportHtml(run, [requirement('HLF-020')]));
    const markup = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(markup).not.toMatch(/<img|<textarea|onmouseover="|onerror="|<%/);
    expect(markup).toContain('&lt;script&gt;alert(&quot;xss&quot;)');
    expect(markup.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(page.length).toBeLessThan(200_000);
  });

  test('says that a truncated run is incomplete', async () => {
    const text = textOf(
      await reportHtml({ ...sampleRun({ cells: [serverCell()] }), footer: null }, SAMPLE_REQUIREMENTS),
    );
    expect(text).toContain('Incomplete: the run was cut off');
    expect(text).not.toContain('Everything that ran passed');
  });

  test('shows every purpose, in time linear in their number', async () => {
    const runOf = (count: number) => sampleRun({ cells: [clientCell(manyPurposes(count))] });
    const page = await reportHtml(runOf(60), SAMPLE_REQUIREMENTS);
    expect(page.match(/<details class="purpose/g)).toHaveLength(60);
    // Sixteen is what a quadratic page would take.
    expect((await processorTime(runOf(48))) / (await processorTime(runOf(12)))).toBeLessThan(9);
  });
});

/** Of a page, in all threads; the least of several, in milliseconds. */
async function processorTime(run: RecordedRun): Promise<number> {
  const times: number[] = [];
  while (times.length < 5)
    times.push(await processorTimeUntilDone(() => reportHtml(run, SAMPLE_REQUIREMENTS)));
  return Math.min(...times);
}

function manyPurposes(count: number): readonly SamplePurpose[] {
  const samples = clientPurposes().slice(0, 6);
  return Array.from({ length: count / samples.length }, (_, index) =>
    samples.map((purpose): SamplePurpose => {
      const id = `${purpose.declaration.id}-${index}` as SamplePurpose['declaration']['id'];
      return { ...purpose, declaration: { ...purpose.declaration, id } };
    }),
  ).flat();
}
