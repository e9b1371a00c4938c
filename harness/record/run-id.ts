/**
 * Names a run: `20261123T041236123Z-9c41d2aa`, UTC start time in milliseconds and the first eight digits of its plan hash,
 * so that folders sort by time and two runs of one plan are told apart from runs of different plans.
 */
export function runId(startedAt: Date, planHash: string): string {
  return `${startedAt.toISOString().replace(/[-:.]/g, '')}-${planHash.replace(/[^0-9a-zA-Z]/g, '').slice(0, 8)}`;
}
