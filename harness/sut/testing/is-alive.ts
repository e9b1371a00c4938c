import { existsSync, readFileSync } from 'node:fs';

/** Whether a process runs. One that has ended but whose parent has not asked for its status is dead, too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return !existsSync('/proc');
  }
}
