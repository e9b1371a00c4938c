import type { ControlEvent } from '../record/events.ts';
import type { ControlChannel, ControlNotification } from '../sut/control-contract.ts';

type Note = Pick<ControlEvent, 'kind' | 'verb' | 'detail'>;

/** A control channel whose calls, answers and events go into the purpose's record. */
export function recordedControl(channel: ControlChannel, record: (note: Note) => void): ControlChannel {
  return {
    async call(verb, params) {
      record({ kind: 'call', verb, detail: params });
      try {
        const answer = await channel.call(verb, params);
        record({ kind: 'answer', verb, detail: answer });
        return answer;
      } catch (error) {
        record({
          kind: 'answer',
          verb,
          detail: { error: error instanceof Error ? error.message : String(error) },
        });
        throw error;
      }
    },
    onEvent(listener) {
      channel.onEvent((event: ControlNotification) => {
        record({ kind: 'event', verb: event.event, detail: event });
        listener(event);
      });
    },
    close: () => channel.close(),
  };
}
