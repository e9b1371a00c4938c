import type { AssociationEvent } from '../association/association-event.ts';

export const COMBINATION_NAMES = [
  'psk-ccm8',
  'psk-cbc',
  'rpk-ccm8',
  'rpk-cbc',
  'x509-ccm8',
  'x509-cbc',
] as const;
export type CombinationName = (typeof COMBINATION_NAMES)[number];

export type Credential = 'psk' | 'rpk' | 'x509';

export const SUITE_OF: Readonly<Record<CombinationName, number>> = {
  'psk-ccm8': 0xc0a8,
  'psk-cbc': 0x00ae,
  'rpk-ccm8': 0xc0ae,
  'rpk-cbc': 0xc023,
  'x509-ccm8': 0xc0ae,
  'x509-cbc': 0xc023,
};

export function credentialOf(combination: CombinationName): Credential {
  return combination.slice(0, combination.indexOf('-')) as Credential;
}

/** What is out of the ordinary in a cell; the peer's own part of it is the peer's to find out. */
export interface Variation {
  readonly name: string;
  /** Bytes of a datagram, on both sides. */
  readonly mtu?: number;
  readonly resumption?: boolean;
  /** In the header of the HelloVerifyRequest. */
  readonly challengeRecordVersion?: number;
  /** Neither extended master secret nor encrypt-then-MAC, where the peer can leave them out. */
  readonly plain?: boolean;
  /** Whether the datagram of that number, counted over both directions, is lost. */
  readonly loses?: (index: number) => boolean;
  /** Milliseconds that the peer gets; it may have to retransmit several times. */
  readonly patience?: number;
  /** Bytes of both sides' connection ids. */
  readonly connectionIds?: number;
}

export interface Cell {
  readonly peer: string;
  /** Of the peer. */
  readonly role: 'client' | 'server';
  readonly combination: CombinationName;
  readonly variation: Variation;
  run(): Promise<Outcome>;
}

export interface Outcome {
  /** Null when all is well. */
  readonly trouble: string | null;
  /** Rules that the peer was seen to break. */
  readonly findings: readonly string[];
}

export function red(trouble: string, findings: readonly string[] = []): Outcome {
  return { trouble, findings };
}

export function findingsAmong(events: readonly AssociationEvent[]): string[] {
  return [...new Set(events.flatMap(event => (event.kind === 'finding' ? [event.code] : [])))];
}

export function nameOf({ peer, role, combination, variation }: Omit<Cell, 'run'>): string {
  return `${peer} ${role} ${combination} ${variation.name}`;
}
