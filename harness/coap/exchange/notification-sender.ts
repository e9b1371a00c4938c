import type { MessageLayer } from './message-layer.ts';
import type { Content } from './outgoing-message.ts';
import type { Peer } from './peer.ts';
import type { Delivery } from './request.ts';
import { tokenKey } from './tokens.ts';

interface Underway {
  /** Newer content that takes the place of what is being sent. */
  next: Content | null;
  readonly done: ((delivery: Delivery) => void)[];
}

/**
 * Confirmable notifications: one at a time for each observation. While one is unacknowledged, a newer one takes its place
 * at the next retransmission, with the timer and the count of the older (RFC 7641 §4.5.2).
 */
export class NotificationSender {
  readonly #messages: MessageLayer;
  readonly #underway = new Map<Peer, Map<string, Underway>>();

  constructor(messages: MessageLayer) {
    this.#messages = messages;
  }

  /** Resolves with what became of this notification or of the newer one that took its place. */
  notify(peer: Peer, content: Content): Promise<Delivery> {
    const key = tokenKey(content.token);
    const current = this.#underway.get(peer)?.get(key);
    return new Promise(resolve => {
      if (current !== undefined) {
        current.next = content;
        current.done.push(resolve);
        return;
      }
      const underway: Underway = { next: null, done: [resolve] };
      this.#send(peer, key, content, underway);
      const ofPeer = this.#underway.get(peer) ?? new Map<string, Underway>();
      this.#underway.set(peer, ofPeer.set(key, underway));
    });
  }

  #send(peer: Peer, key: string, content: Content, underway: Underway): void {
    this.#messages.send(peer, content, {
      answered: ({ type }) => {
        const next = take(underway);
        if (type === 'ACK' && next !== null) this.#send(peer, key, next, underway);
        else this.#end(peer, key, underway, type === 'RST' ? 'reset' : 'acknowledged');
      },
      exhausted: () => this.#end(peer, key, underway, 'unacknowledged'),
      abandoned: () => this.#end(peer, key, underway, 'unacknowledged'),
      renewed: () => take(underway),
    });
  }

  #end(peer: Peer, key: string, { done }: Underway, delivery: Delivery): void {
    const ofPeer = this.#underway.get(peer);
    ofPeer?.delete(key);
    if (ofPeer?.size === 0) this.#underway.delete(peer);
    for (const resolve of done) resolve(delivery);
  }
}

function take(underway: Underway): Content | null {
  const { next } = underway;
  underway.next = null;
  return next;
}
