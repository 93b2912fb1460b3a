#!/usr/bin/env node
/**
 * Follows a home's predictions, states and alerts over Roomcast's WebSocket API.
 *
 * As a command:
 *
 *     ROOMCAST_API_KEY=... node websocket_api_client.js --url ws://localhost:8766/ws/predictions
 *     node websocket_api_client.js --key-file key.txt --client-name hallway-panel --stream /ws/alerts --json
 *
 * As a module:
 *
 *     const client = new RoomcastClient(url, key, { subscriptions: { '/ws/alerts': {} } });
 *     await client.run((message) => console.log(message.message_type, message.data));
 *
 * Needs Node.js 18.3 or newer and the package `ws` (see package.json).
 */
import { readFileSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';

const EVENTS = new Set([
  'prediction_update', 'room_state_update', 'accuracy_update', 'system_status_update', 'training_progress',
  'alert_notification', 'drift_notification',
]);
const NORMAL = 1000;
const POLICY_VIOLATION = 1008;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const STEADY_AFTER_MS = 30_000; // how long a session must last before the back-off starts over
const PING_EVERY_MS = 20_000; // a server that has not answered by the next one is gone
const MAX_FRAME_BYTES = 16 * 1024 * 1024; // a batch may hold many messages
const REMEMBERED = 10_000;

/** The server will not have this client, and asking again would not change that. */
export class RefusedError extends Error {}

/** One client of the API, connected for as long as {@link RoomcastClient#run} goes on. */
export class RoomcastClient {
  #url;
  #subscriptions;
  #credentials;
  #log;
  #handled = new Set();
  #awaitingFilters = new Set();

  /**
   * @param {string} url one of the API's paths; the server subscribes this client to it
   * @param {string} key the API key
   * @param {object} [options]
   * @param {string} [options.clientName] name under which unacknowledged alerts are kept while this client is away
   * @param {boolean} [options.resume] take up the subscriptions this client had when it was last there
   * @param {Object<string, object>} [options.subscriptions] filters by endpoint; the URL's own path only for filters
   * @param {string[]} [options.rooms] narrows what the key grants; empty means all of it
   * @param {string[]} [options.capabilities] likewise
   * @param {(line: string) => void} [options.log] takes a line about the connection
   */
  constructor(url, key, options = {}) {
    const { clientName, resume = false, subscriptions = {}, rooms = [], capabilities = [] } = options;
    this.#url = new URL(url);
    this.#subscriptions = new Map(Object.entries(subscriptions));
    this.#credentials = { api_key: key, capabilities, room_filters: rooms, features: ['batch'], resume };
    if (clientName) this.#credentials.client_name = clientName;
    this.#log = options.log ?? (() => {});
  }

  /**
   * Calls the handler once with each event, over as many connections as it takes. An alert is acknowledged when its
   * handler is done; one whose handler throws comes again.
   *
   * @param {(message: object) => (void|Promise<void>)} handler
   * @param {AbortSignal} [signal] closes the socket with 1000 and ends the call
   * @throws {RefusedError} when the server will not have this client
   */
  async run(handler, signal) {
    let failures = 0;
    while (!signal?.aborted) {
      const started = Date.now();
      const { refused, reason, waitMs = 0 } = await this.#converse(handler, signal);
      if (refused) throw new RefusedError(reason);
      if (signal?.aborted) return;
      if (Date.now() - started >= STEADY_AFTER_MS) failures = 0;
      const delay = waitMs + Math.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
      failures += 1;
      this.#log(`${reason}; next attempt in ${(delay / 1000).toFixed(1)} s`);
      await sleep(delay, undefined, { signal }).catch(() => {}); // only an abort ends it early
    }
  }

  /** One connection, from the handshake to its end: resolves to why it ended. */
  #converse(handler, signal) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.#url, { handshakeTimeout: PING_EVERY_MS, maxPayload: MAX_FRAME_BYTES });
      const stop = () => socket.close(NORMAL);
      const fail = (error) => {
        reject(error);
        socket.resume();
        stop();
      };
      let work = Promise.resolve();
      let answered = true;
      const pinging = setInterval(() => {
        if (!answered && !socket.isPaused) socket.terminate();
        else if (socket.readyState === WebSocket.OPEN) socket.ping();
        answered = false;
      }, PING_EVERY_MS);
      signal?.addEventListener('abort', stop, { once: true });
      socket.on('open', () => send(socket, 'authentication', this.#credentials));
      socket.on('pong', () => { answered = true; });
      socket.on('message', (frame) => {
        socket.pause(); // one frame at a time: a slow handler must not fill the memory
        work = work.then(() => this.#takeFrame(socket, frame, handler)).then(() => socket.resume(), fail);
      });
      socket.on('unexpected-response', (request, response) => readRefusal(response).then(resolve, fail).finally(stop));
      let trouble = '';
      socket.on('error', (error) => { trouble = error.message; });
      socket.on('close', (code, reason) => {
        clearInterval(pinging);
        signal?.removeEventListener('abort', stop);
        const why = `closed with ${code} ${reason.toString() || trouble}`.trimEnd();
        work.finally(() => resolve({ refused: code === POLICY_VIOLATION, reason: why }));
      });
    });
  }

  async #takeFrame(socket, frame, handler) {
    let content;
    try {
      content = JSON.parse(frame.toString());
    } catch {
      this.#log('a frame that is not JSON was ignored');
      return;
    }
    for (const message of Array.isArray(content) ? content : [content]) {
      await this.#take(socket, message, handler);
    }
  }

  async #take(socket, message, handler) {
    const { message_type: type, data = {} } = message;
    if (EVENTS.has(type)) {
      await this.#deliver(socket, message, handler);
      return;
    }
    switch (type) {
      case 'heartbeat':
        send(socket, 'heartbeat', { client_time: new Date().toISOString() });
        break;
      case 'authentication':
        if (!data.success) throw new RefusedError(data.message ?? 'authentication failed');
        this.#log(`authenticated, ${data.pending_acknowledgements ?? 0} alert(s) waiting`);
        this.#subscribe(socket);
        break;
      case 'subscription_status':
        if (!data.automatic) this.#awaitingFilters.delete(data.endpoint);
        this.#log(`${data.action} ${data.endpoint}: ${data.message}`);
        break;
      case 'error':
        if (data.error_code === 'WEBSOCKET_AUTH_ERROR') throw new RefusedError(data.error ?? 'authentication failed');
        this.#log(`${data.error_code}: ${data.error}`);
        break;
      case 'rate_limit_warning':
        this.#log(`${data.message} until ${data.reset_time}`);
        break;
      default: // later versions of the API may send more
    }
  }

  #subscribe(socket) {
    // Opening the path has already subscribed it, without filters, and its snapshot is on the way. It is passed over:
    // the subscription with the filters sends it again, filtered.
    const filtered = [...this.#subscriptions].filter(([, filters]) => Object.keys(filters).length > 0);
    this.#awaitingFilters = new Set(filtered.map(([endpoint]) => endpoint));
    for (const [endpoint, filters] of this.#subscriptions) {
      if (this.#awaitingFilters.has(endpoint) || endpoint !== this.#url.pathname) {
        send(socket, 'subscribe', { endpoint, room_id: null, filters });
      }
    }
  }

  async #deliver(socket, message, handler) {
    const { message_id: id, message_type: type, endpoint, requires_ack: needsAck, data } = message;
    if (data.replayed && !needsAck && this.#awaitingFilters.has(endpoint)) return;
    // An alert has one id on whatever stream and however often it comes; anything else is known by its message.
    const identity = `${type} ${data.alert_id ?? id}`;
    if (!this.#handled.has(identity)) {
      await handler(message);
      this.#handled.add(identity);
      if (this.#handled.size > REMEMBERED) this.#handled.delete(this.#handled.values().next().value);
    }
    if (needsAck) send(socket, 'acknowledge', { message_id: id });
  }
}

function send(socket, type, data) {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type, data }));
}

/**
 * What a handshake answered by plain HTTP means: final, or worth another try, and when. Only the API's own 4xx is
 * final (it says so in JSON). A server that is still starting says 404 for everything.
 */
async function readRefusal(response) {
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  let explanation;
  try {
    explanation = JSON.parse(body).error;
  } catch { /* not the API's own answer */ }
  const status = response.statusCode;
  const reason = `HTTP ${status}: ${explanation ?? response.statusMessage}`;
  const retryAfter = response.headers['retry-after'];
  const refused = Boolean(explanation) && status >= 400 && status < 500 && status !== 429 && !retryAfter;
  return { refused, reason, waitMs: milliseconds(retryAfter ?? '0') };
}

/** A Retry-After header, which is a number of seconds or a date, as milliseconds from now. */
function milliseconds(retryAfter) {
  if (/^\s*\d+\s*$/.test(retryAfter)) return Number(retryAfter) * 1000;
  return Math.max(0, Date.parse(retryAfter) - Date.now()) || 0;
}

/** An event in one line for people. */
export function describe({ message_type: type, data }) {
  const room = data.room_name ?? data.room_id ?? 'Home';
  const percent = (share) => `${Math.round(share * 100)} %`;
  switch (type) {
    case 'prediction_update':
      return `${room}: ${data.transition_type} in ${data.time_until_human} (${percent(data.confidence_score)})`;
    case 'room_state_update': return `${room}: now ${data.current_state}`;
    case 'accuracy_update': return `${room}: accuracy ${percent(data.accuracy)}`;
    case 'alert_notification': return `Alert (${data.severity}): ${data.message}`;
    case 'drift_notification': return `${room}: ${data.drift_severity} drift`;
    case 'training_progress': return `${room}: training, ${data.phase}, ${Math.round(data.percent)} %`;
    default: return `System: ${data.system_health}`;
  }
}

const USAGE = `Usage: node websocket_api_client.js [--url URL] [--key-file FILE] [--stream ENDPOINT[=FILTERS]]...
       [--room ROOM]... [--client-name NAME] [--resume] [--min-confidence 0..1] [--json]
Without --key-file the key is read from ROOMCAST_API_KEY. FILTERS is a JSON object, as {"severities": ["critical"]}.`;

function readOptions() {
  const text = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'ws://localhost:8766/ws/predictions' }, 'key-file': text,
      stream: { type: 'string', multiple: true, default: [] }, room: { type: 'string', multiple: true, default: [] },
      'client-name': text, resume: flag, 'min-confidence': text, json: flag,
    },
  });
  const file = values['key-file'];
  const key = (file ? readFileSync(file, 'utf8') : process.env.ROOMCAST_API_KEY ?? '').trim();
  if (!key) throw new Error('no key: give --key-file or set ROOMCAST_API_KEY');
  const subscriptions = { [new URL(values.url).pathname]: {} };
  for (const stream of values.stream) {
    const [, endpoint, filters] = /^(\/ws\/[^=]+)=?(.*)$/.exec(stream) ?? [];
    if (!endpoint) throw new Error(`not a stream: ${stream}`);
    subscriptions[endpoint] = JSON.parse(filters || '{}');
  }
  const minimum = Number(values['min-confidence'] ?? 0);
  if (Number.isNaN(minimum)) throw new Error('--min-confidence takes a number from 0 to 1');
  for (const [endpoint, filters] of Object.entries(subscriptions)) {
    if (minimum && /^\/ws\/(predictions|room\/)/.test(endpoint)) filters.min_confidence = minimum;
  }
  return { ...values, key, subscriptions };
}

/** The command; 0 after Ctrl-C, 1 when the server refuses this client, 2 for a wrong command line. */
async function main() {
  let options;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => stop.abort());
  const client = new RoomcastClient(options.url, options.key, {
    clientName: options['client-name'], resume: options.resume, rooms: options.room,
    subscriptions: options.subscriptions, log: (line) => console.error(line),
  });
  try {
    await client.run((message) => console.log(options.json ? JSON.stringify(message) : describe(message)), stop.signal);
    return 0;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    console.error(`refused: ${error.message}`);
    return 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main();
}
