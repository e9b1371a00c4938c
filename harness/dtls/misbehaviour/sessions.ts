import { SessionStore } from '../association/session.ts';
import type { LetInSettings } from '../endpoint/dtls-socket.ts';

/** A server that takes sessions up again whatever has become of the keys that they were made with. Stateful: one for all handshakes. */
export function keepingSessions(): (usual: LetInSettings) => LetInSettings {
  let sessions: SessionStore | null = null;
  return usual => {
    sessions ??= new SessionStore(usual.clock);
    return { ...usual, sessions };
  };
}
