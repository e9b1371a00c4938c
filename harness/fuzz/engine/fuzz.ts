import type { Random } from '../../transport/random.ts';
import { Corpus } from './corpus.ts';
import type { Coverage } from './coverage.ts';
import { Draft } from './draft.ts';
import { drawPump, growthDefect, milliseconds } from './growth.ts';
import { defect } from './judge.ts';
import type { Defect, Read, Reading } from './law.ts';
import { allocationDefect, memoryProbe, retentionDefect } from './memory.ts';
import { type Material, mutate } from './mutate.ts';
import { sameContent } from './same-content.ts';
import { shrink } from './shrink.ts';
import { type FuzzTarget, inputOf, type Seed, type Selected, select } from './target.ts';

export interface FuzzPlan {
  readonly random: Random;
  /** Bytes of the longest input that mutations make. */
  readonly maxLength: number;
  /** Inputs of earlier runs, beside the seeds of the target. */
  readonly corpus: readonly Uint8Array[];
  /** Literals of the code, beside the dictionary of the target. */
  readonly literals: readonly Uint8Array[];
  /** Whether coverage decides what is kept; without it, mutations only ever start from seeds. */
  readonly guided: boolean;
  /** Asked before every execution. */
  readonly goOn: (executions: number) => boolean;
  /** Told about every payload before a reading gets it: what is left when an execution never ends. */
  readonly onPayload: (seed: Seed) => void;
  /** Told about every finding at once. */
  readonly onFinding: (finding: Finding) => void;
  readonly onProgress: (progress: Progress) => void;
}

export interface Finding {
  readonly defect: Defect;
  /** As short as it could be made. */
  readonly input: Uint8Array;
}

export interface Progress {
  readonly executions: number;
  readonly branches: number;
  readonly features: number;
  readonly corpus: number;
  readonly findings: number;
}

export interface Outcome extends Progress {
  readonly inputs: readonly Uint8Array[];
  /** The input that took most branches for each of its bytes. */
  readonly slowest: Slowest | null;
  /** Whether memory stays behind; unknown where garbage cannot be collected on demand. */
  readonly retention: 'none' | 'found' | 'unknown';
}

export interface Slowest {
  readonly input: Uint8Array;
  readonly branchesPerByte: number;
  readonly nanosecondsPerByte: number;
}

/** What a call costs whatever it reads, in bytes: short inputs are not slow because of it. */
const OVERHEAD_BYTES = 32;
const MUTATIONS_PER_INPUT = 16;
const MEMORY_EVERY = 512;
const GROWTH_EVERY = 1024;
const GROWTH_PAUSE = 64;
const REPETITIONS = 5;
const TELL_EVERY = 256;

/** Looks for inputs that break a law, guided by the branches that inputs take. */
export function fuzz(target: FuzzTarget, coverage: Coverage, plan: FuzzPlan): Outcome {
  return new Fuzzing(target, coverage, plan).run();
}

class Fuzzing {
  readonly #target: FuzzTarget;
  readonly #coverage: Coverage;
  readonly #plan: FuzzPlan;
  readonly #corpus: Corpus;
  readonly #known = new Set<string>();
  #executions = 0;
  #nextGrowth = 0;
  #slowest: { readonly input: Uint8Array; readonly branchesPerByte: number } | null = null;

  constructor(target: FuzzTarget, coverage: Coverage, plan: FuzzPlan) {
    this.#target = { ...target, readings: watched(target.readings, plan.onPayload) };
    this.#coverage = coverage;
    this.#plan = plan;
    this.#corpus = new Corpus(coverage);
  }

  run(): Outcome {
    const { random, guided, maxLength, goOn } = this.#plan;
    const seeds = [...this.#target.seeds.map(seed => inputOf(this.#target, seed)), ...this.#plan.corpus];
    for (const seed of seeds.length === 0 ? [new Uint8Array(1)] : seeds) {
      if (!goOn(this.#executions)) break;
      this.#execute(seed);
      if (!guided) this.#corpus.keep(seed);
    }
    const material: Material = {
      random,
      dictionary: [...this.#target.dictionary, ...this.#plan.literals],
      other: () => this.#corpus.choose(random),
    };
    const draft = new Draft(maxLength);
    while (goOn(this.#executions)) {
      draft.load(this.#corpus.choose(random));
      for (let step = 0; step < MUTATIONS_PER_INPUT && goOn(this.#executions); step++) {
        mutate(draft, material);
        const kept = this.#execute(draft.bytes);
        // Going on from what is new gets deeper; else the next mutation starts over.
        if (!kept) draft.load(this.#corpus.choose(random));
      }
    }
    const retention = this.#examineRetention();
    return { ...this.#progress(), inputs: this.#corpus.inputs, slowest: this.#measureSlowest(), retention };
  }

  /** Whether the input was kept for what it shows. */
  #execute(input: Uint8Array): boolean {
    const selected = select(this.#target, input);
    if (selected === null) return false;
    this.#executions += 1;
    this.#coverage.reset();
    const found = selected.reading.judge(selected.payload);
    const kept = this.#plan.guided && found === null && this.#corpus.offer(input) === 'new';
    this.#rateSpeed(input);
    if (found !== null) this.#report(found, input);
    else if (kept) this.#examine(selected, input.slice());
    else if (this.#executions % MEMORY_EVERY === 0) this.#examineMemory(selected, input);
    if (this.#executions % GROWTH_EVERY === 0) {
      const chosen = select(this.#target, this.#corpus.choose(this.#plan.random));
      if (chosen !== null) this.#examineGrowth(chosen);
    }
    if (this.#executions % TELL_EVERY === 0) this.#plan.onProgress(this.#progress());
    return kept;
  }

  /** What is too slow to look at for every input. */
  #examine({ reading, payload }: Selected, input: Uint8Array): void {
    const unstable = stabilityDefect(reading.label, reading.read(payload), reading.read(payload.slice()));
    if (unstable !== null) this.#report(unstable, input);
    this.#examineMemory({ reading, payload }, input);
    this.#examineGrowth({ reading, payload });
  }

  /** Costs as much as hundreds of executions, so not every new input gets its turn at once. */
  #examineGrowth({ reading, payload }: Selected): void {
    if (payload.length === 0 || this.#executions < this.#nextGrowth) return;
    this.#nextGrowth = this.#executions + GROWTH_PAUSE;
    const pump = drawPump(payload.slice(), this.#plan.random);
    const grown = growthDefect(reading, pump, this.#coverage);
    if (grown === null || this.#known.has(grown.defect.key)) return;
    const index = this.#target.readings.indexOf(reading);
    const long = inputOf(this.#target, { reading: index, payload: grown.input });
    if (grown.defect.law === 'linear-time') this.#keep({ defect: grown.defect, input: long });
    else this.#report(grown.defect, long);
  }

  #examineMemory({ reading, payload }: Selected, input: Uint8Array): void {
    const greedy = allocationDefect(reading, payload);
    if (greedy !== null && !this.#known.has(greedy.key)) this.#keep({ defect: greedy, input: input.slice() });
  }

  #examineRetention(): Outcome['retention'] {
    const probe = memoryProbe();
    if (probe === null) return 'unknown';
    const readings = this.#corpus.inputs.flatMap(input => {
      const selected = select(this.#target, input);
      return selected === null ? [] : [{ reading: selected.reading, input: selected.payload }];
    });
    const leak = retentionDefect(readings, probe);
    if (leak === null) return 'none';
    this.#keep({ defect: leak, input: this.#corpus.inputs[0] ?? new Uint8Array() });
    return 'found';
  }

  #report(found: Defect, input: Uint8Array): void {
    if (this.#known.has(found.key)) return;
    const shorter = shrink(input, candidate => this.#judge(candidate)?.key === found.key);
    this.#keep({ defect: this.#judge(shorter) ?? found, input: shorter });
  }

  #judge(input: Uint8Array): Defect | null {
    const selected = select(this.#target, input);
    return selected === null ? null : selected.reading.judge(selected.payload);
  }

  #keep(finding: Finding): void {
    this.#known.add(finding.defect.key);
    this.#plan.onFinding(finding);
  }

  #rateSpeed(input: Uint8Array): void {
    const branchesPerByte = this.#coverage.work() / (input.length + OVERHEAD_BYTES);
    if (branchesPerByte > (this.#slowest?.branchesPerByte ?? 0)) {
      this.#slowest = { input: input.slice(), branchesPerByte };
    }
  }

  #measureSlowest(): Slowest | null {
    if (this.#slowest === null) return null;
    const selected = select(this.#target, this.#slowest.input);
    if (selected === null) return null;
    const fastest = milliseconds(selected.reading, selected.payload, REPETITIONS);
    const nanosecondsPerByte = (fastest * 1e6) / (selected.payload.length + OVERHEAD_BYTES);
    return { ...this.#slowest, nanosecondsPerByte };
  }

  #progress(): Progress {
    return {
      executions: this.#executions,
      branches: this.#corpus.branches,
      features: this.#corpus.features,
      corpus: this.#corpus.size,
      findings: this.#known.size,
    };
  }
}

/** The same bytes at another address must read the same, the second time as the first. */
function stabilityDefect(label: string, first: Read<unknown>, second: Read<unknown>): Defect | null {
  if (sameContent(first, second)) return null;
  return defect('repeatable', label, 'the same bytes read differently the second time');
}

function watched(readings: readonly Reading[], onPayload: FuzzPlan['onPayload']): Reading[] {
  return readings.map(({ label, read, judge }, reading) => ({
    label,
    read: payload => {
      onPayload({ reading, payload });
      return read(payload);
    },
    judge: payload => {
      onPayload({ reading, payload });
      return judge(payload);
    },
  }));
}
