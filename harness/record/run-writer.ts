import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { keyLogLine } from '../dtls/keys/key-log.ts';
import { ConfigurationError, HarnessBugError } from '../errors/touchstone-error.ts';
import { linkAtomically, writeFileAtomically } from './atomic-file.ts';
import type { ControlEvent, HeaderEvent, ResultEvent, RunEvent, SecretsEvent } from './events.ts';
import type { Frame } from './frame.ts';
import { makeFolder } from './make-folder.ts';
import { type PurposeKey, purposeKey } from './purpose-key.ts';
import { cellDir, keyLogFile, resultFile, runFile } from './run-paths.ts';

/** What `result.json` of a purpose holds: the result and all evidence that it rests on. */
export interface ResultFile {
  readonly schema: 'touchstone/result@1';
  readonly runId: string;
  readonly result: ResultEvent;
  readonly frames: readonly Frame[];
  readonly control: readonly ControlEvent[];
}

/**
 * Writes one run to `reports/<run-id>`: every event is on its way to the disk before `write` returns, so a killed run
 * leaves a valid prefix. After the footer nothing more is accepted.
 */
export class RunWriter {
  readonly runDir: string;
  readonly #runId: string;
  readonly #descriptor: number;
  readonly #frames = new Map<PurposeKey, Frame[]>();
  readonly #control = new Map<PurposeKey, ControlEvent[]>();
  #concluded = false;
  #open = true;

  private constructor(runDir: string, header: HeaderEvent) {
    this.runDir = runDir;
    this.#runId = header.runId;
    this.#descriptor = openSync(runFile(runDir), 'ax');
    this.#append(header);
  }

  /**
   * Creates the folder of the run, writes the header and points `reports/latest` at it.
   * @throws ConfigurationError when the folder exists already or cannot be made: a run is never overwritten.
   */
  static create(reportsDir: string, header: HeaderEvent): RunWriter {
    const runDir = join(reportsDir, header.runId);
    try {
      makeFolder(reportsDir);
      mkdirSync(runDir);
      const writer = new RunWriter(runDir, header);
      linkAtomically(join(reportsDir, 'latest'), header.runId);
      return writer;
    } catch (cause) {
      throw new ConfigurationError(
        'record.not-writable',
        `cannot create the run folder ${runDir}: ${describe(cause)}`,
        {
          hint: 'choose another folder with --out, or remove what is in the way',
          cause,
        },
      );
    }
  }

  /** @throws HarnessBugError when the run has been concluded or closed, or a second header is given. */
  write(event: RunEvent): void {
    if (!this.#open || this.#concluded) throw misuse(`a ${event.type} event came after the end of the run`);
    if (event.type === 'header') throw misuse('a run has one header');
    if (event.type === 'frame') listAt(this.#frames, purposeKey(event)).push(event.frame);
    if (event.type === 'control') listAt(this.#control, purposeKey(event)).push(event);
    if (event.type === 'secrets') this.#logKeys(event);
    // The evidence lands before the line that cites it.
    if (event.type === 'result') this.#writeResult(event);
    this.#append(event);
    if (event.type === 'footer') {
      this.#concluded = true;
      fsyncSync(this.#descriptor);
    }
  }

  /** Idempotent. Without a footer before it, the record reads as truncated. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#descriptor);
  }

  /** One file for each cell: Wireshark finds the line by the random of the ClientHello. */
  #logKeys({ cell, clientRandom, master }: SecretsEvent): void {
    makeFolder(cellDir(this.runDir, cell));
    const line = keyLogLine(Buffer.from(clientRandom, 'hex'), Buffer.from(master, 'hex'));
    appendFileSync(keyLogFile(this.runDir, cell), line);
  }

  #writeResult(result: ResultEvent): void {
    const key = purposeKey(result);
    const content: ResultFile = {
      schema: 'touchstone/result@1',
      runId: this.#runId,
      result,
      frames: this.#frames.get(key) ?? [],
      control: this.#control.get(key) ?? [],
    };
    writeFileAtomically(
      resultFile(this.runDir, result.cell, result.purpose),
      `${JSON.stringify(content, null, 2)}\n`,
    );
  }

  #append(event: RunEvent): void {
    let rest: Uint8Array = Buffer.from(`${JSON.stringify(event)}\n`);
    while (rest.length > 0) rest = rest.subarray(writeSync(this.#descriptor, rest));
  }
}

function listAt<Item>(lists: Map<PurposeKey, Item[]>, key: PurposeKey): Item[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const fresh: Item[] = [];
  lists.set(key, fresh);
  return fresh;
}

function misuse(message: string): HarnessBugError {
  return new HarnessBugError('record.misuse', message, {
    hint: 'this is a defect of touchstone; please report it',
  });
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
