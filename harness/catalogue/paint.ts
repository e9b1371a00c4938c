/** How a terminal text is coloured; each function wraps a text without changing its characters. */
export interface Paint {
  /** Names and headings. */
  strong(text: string): string;
  /** What matters less. */
  faint(text: string): string;
  /** What is missing. */
  warn(text: string): string;
}

/** No colour at all. */
export const PLAIN: Paint = { strong: text => text, faint: text => text, warn: text => text };
