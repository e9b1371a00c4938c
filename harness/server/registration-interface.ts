import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import { locationOptions, pathOf } from '../coap/message/options.ts';
import { parseRegister, parseUpdate } from './registration-request.ts';
import type { Registry } from './registry.ts';

/** Register, Update and De-register as a server answers them (TS 1.0 §5.3, §8.2.3). */
export function answerRegistration(registry: Registry, request: ReceivedMessage): Reply {
  const [, root, id, ...rest] = pathOf(request).split('/');
  if (root !== 'rd' || rest.length > 0) return { code: '4.04' };
  if (id === undefined) return request.code === METHODS.post ? register(registry, request) : { code: '4.05' };
  if (request.code === METHODS.post) return update(registry, id, request);
  if (request.code === METHODS.delete) return { code: registry.deregister(id) ? '2.02' : '4.04' };
  return { code: '4.05' };
}

function register(registry: Registry, request: ReceivedMessage): Reply {
  const register = parseRegister(request);
  if ('refused' in register) return { code: register.refused };
  const { id } = registry.register(register, request.from);
  return { code: '2.01', options: locationOptions(`/rd/${id}`) };
}

function update(registry: Registry, id: string, request: ReceivedMessage): Reply {
  const update = parseUpdate(request);
  if ('refused' in update) return { code: update.refused };
  return { code: registry.update(id, update, request.from) ? '2.04' : '4.04' };
}
