import {
  type MessageSubject,
  pathOf,
  pathsSelected,
  type ReceivedMessage,
} from '../../harness/touchstone.ts';

const isOnRoot = (message: ReceivedMessage): boolean => ['', '/'].includes(pathOf(message));

/** Read-Composite and Observe-Composite: FETCH of the root (TS 1.1 §6.3.8, §6.4.4). */
export const COMPOSITE_READ = {
  name: 'a FETCH of the root',
  matches: (message: ReceivedMessage) => message.code === '0.05' && isOnRoot(message),
};

/** Write-Composite: iPATCH of the root (TS 1.1 §6.3.9). */
export const COMPOSITE_WRITE = {
  name: 'an iPATCH of the root',
  matches: (message: ReceivedMessage) => message.code === '0.07' && isOnRoot(message),
};

/** The paths that a Read-Composite asks for; none when its content cannot be read. */
export function pathsAskedFor(request: MessageSubject): readonly string[] {
  return request.kind === 'arrived' ? pathsSelected(request.message) : [];
}
