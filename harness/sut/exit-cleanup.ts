const cleanups = new Set<() => void>();

/** What is done when this process exits without having stopped what it started. Synchronous; the last resort. */
export function onProcessExit(cleanup: () => void): () => void {
  if (cleanups.size === 0) process.once('exit', runAll);
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size === 0) process.removeListener('exit', runAll);
  };
}

function runAll(): void {
  for (const cleanup of cleanups) {
    try {
      cleanup();
    } catch {
      // The process is exiting: nobody is left to tell, and the others must have their turn.
    }
  }
}
