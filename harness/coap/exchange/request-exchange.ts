import type { Clock } from '../../clock/clock.ts';
import { isEmpty } from '../message/codes.ts';
import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { hasOption, uintOf } from '../message/options.ts';
import { maxTransmitSpan } from './derived-parameters.ts';
import type { Violation } from './matching-finding.ts';
import type { MessageLayer } from './message-layer.ts';
import { ObservationRules } from './observation-rules.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import type { TransmissionParameters } from './parameters.ts';
import type { Peer } from './peer.ts';
import type { Outcome, ReceivedMessage } from './received-message.ts';
import type { Request } from './request.ts';
import { type Expectation, type Tokens, tokenKey } from './tokens.ts';

export interface RequestEnvironment {
  readonly clock: Clock;
  readonly parameters: TransmissionParameters;
  readonly messages: MessageLayer;
  readonly tokens: Tokens;
  readonly violated: (violations: readonly Violation[], message: ReceivedMessage) => void;
}

/**
 * Sends a request and resolves with its response, a reset, or silence (RFC 7252 §5.2, §5.3).
 * The wait for the response begins when the request leaves, which NSTART may put off.
 * @throws HarnessBugError `coap.own-message` when the strict reader objects to the request.
 */
export function exchangeRequest(
  environment: RequestEnvironment,
  peer: Peer,
  request: Request & { readonly token: Uint8Array },
): Promise<Outcome> {
  const { clock, parameters, messages, tokens, violated } = environment;
  const { token, signal } = request;
  const key = tokenKey(token);
  const observe = observeOf(request);
  const within = request.within ?? parameters.maxTransmitWait;
  return new Promise(resolve => {
    let outgoing: OutgoingMessage | null = null;
    let sentFrame: number | null = null;
    let giveUp = NO_TIMER;
    let sentAt = clock.now();
    const abort = (): void => end({ kind: 'silence', waited: 0, sentFrame });
    const end = (outcome: Outcome): void => {
      giveUp.cancel();
      signal?.removeEventListener('abort', abort);
      outgoing?.stop();
      // An observation on the same token outlives this request (RFC 7641 §3.6: cancellation reuses the token).
      if (previous !== undefined) tokens.expect(key, previous);
      else {
        const answered = outcome.kind === 'response';
        const { observation } = expectation;
        tokens.forget(key, expectation, {
          ...{ at: clock.now(), peer, request: outgoing?.record ?? null, answered },
          observation: observation?.established === true ? observation : null,
        });
      }
      resolve(outcome);
    };
    const expectation: Expectation = {
      kind: 'request',
      peer,
      treatment: 'accept',
      observation: null,
      registration: null,
      delivered: 0,
      listener: message => {
        // Until the cancellation is answered, notifications of the observation keep coming on the same token.
        const notification = message.type !== 'ACK' && hasOption(message, OptionNumber.observe);
        if (observe === 1 && notification && previous !== undefined) {
          violated(expectation.observation?.notified(message) ?? [], message);
          previous.listener(message);
          return;
        }
        if (observe === 0) expectation.observation?.registered(message);
        else if (observe === 1) expectation.observation?.cancelled(message);
        end({ kind: 'response', message, sentFrame });
      },
    };
    let previous: Expectation | undefined;
    const { type = 'CON', method: code, options, payload = NOTHING, illegal = false } = request;
    // Laid out first: an illegal request must leave no trace in what is expected.
    outgoing = messages.send(
      peer,
      { type, code, token, options, payload, illegal },
      {
        sent: frame => {
          sentFrame = frame;
          sentAt = clock.now();
          giveUp = clock.after(within, () => end({ kind: 'silence', waited: within, sentFrame: frame }));
        },
        answered: message => {
          if (message.type === 'RST') end({ kind: 'reset', message, sentFrame });
          // A response in the acknowledgement leaves no other to wait for (RFC 7252 §5.2.1), whatever its token.
          else if (!isEmpty(message.code) && tokenKey(message.token) !== key)
            end({ kind: 'silence', waited: clock.now() - sentAt, sentFrame, mismatched: message });
        },
        abandoned: () => end({ kind: 'silence', waited: 0, sentFrame: null }),
      },
      request.paced ?? true,
    );
    previous = tokens.expect(key, expectation);
    expectation.observation =
      previous?.observation ?? (observe === 0 ? new ObservationRules(maxTransmitSpan(parameters)) : null);
    if (previous !== undefined) {
      previous.observation = expectation.observation;
      if (observe === 0) previous.registration = request;
    }
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort);
  });
}

const NOTHING = new Uint8Array(0);
const NO_TIMER = { cancel: (): void => {} };

/** 0 registers, 1 deregisters (RFC 7641 §2); null without the option. */
function observeOf({ options }: Pick<CoapMessage, 'options'>): number | null {
  const option = options.find(({ number }) => number === OptionNumber.observe);
  return option === undefined ? null : uintOf(option.value);
}
