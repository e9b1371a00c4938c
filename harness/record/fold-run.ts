import { ConfigurationError } from '../errors/touchstone-error.ts';
import type { CellId } from '../verdict/ids.ts';
import { worst } from '../verdict/verdict.ts';
import type {
  CapabilityEvent,
  CellEndedEvent,
  CellStartedEvent,
  ControlEvent,
  DiagnosticEvent,
  FooterEvent,
  HeaderEvent,
  PlanEvent,
  PurposeStartedEvent,
  ResultEvent,
  RunEvent,
  SecretsEvent,
  StaleEvent,
} from './events.ts';
import type { Frame } from './frame.ts';
import { type PurposeKey, purposeKey } from './purpose-key.ts';
import type { RecordedRun } from './recorded-run.ts';

interface Source {
  readonly path: string;
  readonly cutLastLine: boolean;
}

/** Groups the events of one run. @throws ConfigurationError when they cannot be one run, with the line. */
export function foldRun(events: readonly RunEvent[], source: Source): RecordedRun {
  const plan = new Map<PurposeKey, PlanEvent>();
  const cellStarted = new Map<CellId, CellStartedEvent>();
  const cellEnded = new Map<CellId, CellEndedEvent>();
  const purposeStarted = new Map<PurposeKey, PurposeStartedEvent>();
  const results = new Map<PurposeKey, ResultEvent>();
  const frames = new Map<PurposeKey, Frame[]>();
  const control = new Map<PurposeKey, ControlEvent[]>();
  const secrets = new Map<PurposeKey, SecretsEvent[]>();
  const capabilities: CapabilityEvent[] = [];
  const diagnostics: DiagnosticEvent[] = [];
  const stale: StaleEvent[] = [];
  let footer: FooterEvent | null = null;

  const header = headerOf(events, source);
  const cells = new Set(header.cells.map(cell => cell.id));

  for (const [index, event] of events.entries()) {
    const refuse = (problem: string) => impossible(source.path, index + 1, problem);
    if (footer !== null) throw refuse('an event follows the footer');
    if ('cell' in event && event.cell !== null && !cells.has(event.cell)) {
      throw refuse(`cell ${event.cell} is not in the header`);
    }
    switch (event.type) {
      case 'header':
        if (index > 0) throw refuse('a second header');
        break;
      case 'plan': {
        const key = purposeKey({ cell: event.cell, purpose: event.purpose.id });
        if (plan.has(key)) throw refuse(`${event.purpose.id} is planned twice in ${event.cell}`);
        plan.set(key, event);
        break;
      }
      case 'cell-started':
        cellStarted.set(event.cell, event);
        break;
      case 'cell-ended':
        cellEnded.set(event.cell, event);
        break;
      case 'purpose-started':
        purposeStarted.set(purposeKey(event), event);
        break;
      case 'frame':
        append(frames, purposeKey(event), event.frame);
        break;
      case 'control':
        append(control, purposeKey(event), event);
        break;
      case 'secrets':
        append(secrets, purposeKey(event), event);
        break;
      case 'capability':
        capabilities.push(event);
        break;
      case 'result': {
        const key = purposeKey(event);
        if (!plan.has(key))
          throw refuse(`${event.purpose} has a result but was not planned in ${event.cell}`);
        // A later result of the same purpose is the concluded one; a verdict only ever worsens.
        const earlier = results.get(key);
        if (earlier !== undefined && worst(earlier.verdict, event.verdict) !== event.verdict) {
          throw refuse(
            `the verdict of ${event.purpose} improves from ${earlier.verdict} to ${event.verdict}`,
          );
        }
        results.set(key, event);
        break;
      }
      case 'diagnostic':
        diagnostics.push(event);
        break;
      case 'stale':
        stale.push(event);
        break;
      case 'footer':
        footer = event;
        break;
      default:
        event satisfies never;
    }
  }

  return {
    header,
    plan: [...plan.values()],
    cells: header.cells.map(description => ({
      description,
      started: cellStarted.get(description.id) ?? null,
      ended: cellEnded.get(description.id) ?? null,
    })),
    results: [...results.values()],
    frames,
    control,
    secrets,
    capabilities,
    unfinished: [...purposeStarted].flatMap(([key, { cell, purpose }]) =>
      results.has(key) ? [] : [{ cell, purpose }],
    ),
    diagnostics,
    stale,
    footer,
    cutLastLine: source.cutLastLine,
  };
}

function headerOf(events: readonly RunEvent[], { path }: Source): HeaderEvent {
  const [first] = events;
  if (first?.type !== 'header') throw impossible(path, 1, 'the first line is not a header');
  return first;
}

function append<Item>(lists: Map<PurposeKey, Item[]>, key: PurposeKey, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

function impossible(path: string, line: number, problem: string): ConfigurationError {
  return new ConfigurationError('record.impossible', `${path}:${line}: ${problem}`, {
    hint: 'lines were added, removed or mixed from several runs; run again to make a new record',
  });
}
