import type { WriteStream } from 'node:tty';
import pico from 'picocolors';
import { type Paint, PLAIN } from '../catalogue/paint.ts';

/** Colours for a terminal; none for a pipe, a file, or where NO_COLOR is set. */
export function paint(stream: Pick<WriteStream, 'isTTY'>): Paint {
  if (!stream.isTTY || !pico.isColorSupported) return PLAIN;
  return { strong: pico.bold, faint: pico.dim, warn: pico.yellow };
}
