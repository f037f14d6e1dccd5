/** Asking the shop's server for a session: who this visitor is and which conversation is theirs. */

const REFUSED_FOR_GOOD = [400, 401, 403, 404, 422];

/** The server refused a session. `lasting` when asking again at once cannot help. */
export class SessionRefused extends Error {
  constructor(status, code, message) {
    super(message);
    this.code = code;
    this.lasting = REFUSED_FOR_GOOD.includes(status);
  }
}

/**
 * A new session; keeps the visitor token it brings.
 * Tabs that open together wait for each other, so that they become one visitor and not two.
 * @returns {Promise<{visitor: string, session: string, conversation: string, speaker: object}>}
 */
export function openSession(chatUrl, memory, { customer, language }) {
  const ask = () => withFallback(chatUrl, memory, { customer, language });
  return navigator.locks ? navigator.locks.request("attendant-session", ask) : ask();
}

async function withFallback(chatUrl, memory, { customer, language }) {
  const visitor = memory.read().visitor ?? null;
  const request = { visitor, customer, language };
  let session;
  try {
    session = await post(chatUrl, request);
  } catch (error) {
    // A token that has expired or is another shop's: the chat goes on without it.
    const refused = error instanceof SessionRefused ? error.code : "";
    if (refused === "bad_visitor" && visitor) session = await post(chatUrl, { ...request, visitor: null });
    else if (refused === "bad_customer" && customer) session = await post(chatUrl, { ...request, customer: null });
    else throw error;
  }
  memory.write({ visitor: session.visitor });
  return session;
}

async function post(chatUrl, request) {
  const answer = await fetch(new URL("session", chatUrl), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
    credentials: "omit",
    cache: "no-store",
    signal: AbortSignal.timeout(10_000),
  });
  const content = await answer.json().catch(() => null);
  if (answer.ok && content?.session) return content;
  const { code = "unavailable", message = `status ${answer.status}` } = content?.error ?? {};
  throw new SessionRefused(answer.status, code, message);
}
