/** One line that came from a host, understood as far as it can be. */
export type ControlMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly code: number; readonly message: string }
  | { readonly kind: 'notification'; readonly method: string; readonly params: unknown }
  | { readonly kind: 'garbage'; readonly why: string };

const MAX_MESSAGE = 500;

/** Total: whatever the line is. Fields that JSON-RPC 2.0 does not know are ignored. */
export function parseControlMessage(line: string): ControlMessage {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'garbage', why: 'not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { kind: 'garbage', why: 'not a JSON object' };
  const { jsonrpc, id, method, params, result, error } = value as Readonly<Record<string, unknown>>;
  if (jsonrpc !== '2.0') return { kind: 'garbage', why: 'not JSON-RPC 2.0' };
  if (typeof method === 'string') {
    return id === undefined
      ? { kind: 'notification', method, params }
      : { kind: 'garbage', why: 'a request; a host only answers' };
  }
  if (typeof id !== 'number') return { kind: 'garbage', why: 'an answer without the id of a call' };
  if (error !== undefined && error !== null) return { kind: 'error', id, ...errorOf(error) };
  if (result === undefined)
    return { kind: 'error', id, code: 0, message: 'answered with neither result nor error' };
  return { kind: 'result', id, result };
}

function errorOf(error: unknown): { readonly code: number; readonly message: string } {
  const { code, message } = Object(error) as Readonly<Record<string, unknown>>;
  return {
    code: typeof code === 'number' ? code : 0,
    message: typeof message === 'string' ? message.slice(0, MAX_MESSAGE) : 'no message',
  };
}
