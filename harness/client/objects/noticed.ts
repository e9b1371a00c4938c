import type { Initiated } from '../new-instance.ts';
import type { Content } from '../resource-state.ts';

/** A value that an object keeps and hears every change of, whoever makes it. */
export function noticed(initial: Content, changed: (content: Content) => void): Initiated {
  let held = initial;
  return {
    current: () => held,
    takes: content => {
      held = content;
      changed(content);
    },
  };
}

export function isOn(content: Content): boolean {
  return 'single' in content && content.single === true;
}

export function numberIn(content: Content): number {
  return 'single' in content ? Number(content.single) : 0;
}
