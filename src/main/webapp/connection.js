import { Backoff } from './backoff.js';

/** The close code of a server that refuses on principle: another attempt with the same key would change nothing. */
const POLICY_VIOLATION = 1008;
/** A connection that lived that long was a good one, so that the next loss starts with a short wait again. */
const STABLE_MS = 30_000;
/** How long a new connection may take to say its first word. */
const FIRST_WORD_MS = 30_000;
/** How many of the server's heartbeats may be missing before the connection is taken for dead. */
const MISSED_BEATS = 3;
/** A wait that is longer than this is told as the time at which it ends. */
const LONG_WAIT_MS = 120_000;

/**
 * One socket to the server, kept open: it authenticates, subscribes to what the key opens, answers heartbeats, and comes
 * back by itself when it is lost, unless the key was refused.
 *
 * Tells its listener: `onState(state, text)` with connecting, online, waiting, refused or offline; `onWelcome(data)`;
 * `onAuthenticated(data)`; `onMessage(message)` for everything else.
 */
export class Connection {
  #url;
  #key;
  #listener;
  #socket = null;
  #authenticated = false;
  #greeted = false;
  #backoff = new Backoff();
  #patience = FIRST_WORD_MS;
  #timers = { retry: 0, stable: 0, silence: 0 };

  constructor(url, key, listener) {
    this.#url = url;
    this.#key = key;
    this.#listener = listener;
  }

  open() {
    this.#listener.onState('connecting', 'Connecting…');
    this.#authenticated = false;
    this.#greeted = false;
    this.#patience = FIRST_WORD_MS;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('message', (event) => {
      if (socket === this.#socket) {
        this.#receive(event.data);
      }
    });
    socket.addEventListener('close', (event) => {
      if (socket === this.#socket) {
        this.#lost(event.code, event.reason);
      }
    });
    this.#watchSilence();
  }

  /** Closes for good. */
  close() {
    this.#drop();
    this.#listener.onState('offline', 'Not connected');
  }

  /** Sends a message if the socket is ready for it. Returns whether it was. */
  send(type, data, messageId) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    const message = messageId ? { type, message_id: messageId, data } : { type, data };
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** What the server answers at that path, with the same key; null when it does not answer. */
  async ask(path) {
    try {
      const answer = await fetch(new URL(path, document.baseURI), { headers: { 'X-API-Key': this.#key } });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  #receive(text) {
    this.#greeted = true;
    this.#watchSilence();
    const frame = JSON.parse(text);
    for (const message of Array.isArray(frame) ? frame : [frame]) {
      this.#take(message);
    }
  }

  #take(message) {
    const data = message.data ?? {};
    switch (message.message_type) {
      case 'connection':
        this.#patience = Math.max(FIRST_WORD_MS, MISSED_BEATS * 1000 * (data.heartbeat_interval_seconds ?? 30));
        this.#watchSilence();
        this.#listener.onWelcome(data);
        this.send('authentication', { api_key: this.#key, client_name: 'page', features: ['batch'] });
        break;
      case 'authentication':
        this.#welcomed(data);
        break;
      case 'heartbeat':
        this.send('heartbeat', { client_time: new Date().toISOString() });
        break;
      case 'error':
        this.#failed(message, data);
        break;
      default:
        this.#listener.onMessage(message);
    }
  }

  #failed(message, data) {
    if (this.#authenticated) {
      this.#listener.onMessage(message);
    } else if (data.error_code === 'WEBSOCKET_AUTH_ERROR') {
      this.#refused(data.error);
    } else {
      this.#lost(0, data.error);
    }
  }

  #welcomed(data) {
    this.#authenticated = true;
    this.#timers.stable = setTimeout(() => this.#backoff.reset(), STABLE_MS);
    this.#listener.onState('online', 'Connected');
    this.#listener.onAuthenticated(data);
    const capabilities = data.capabilities ?? [];
    if (capabilities.includes('system_status')) {
      this.send('subscribe', { endpoint: '/ws/system-status', room_id: null, filters: {} });
    }
    if (capabilities.includes('alerts')) {
      this.send('subscribe', { endpoint: '/ws/alerts', room_id: null, filters: {} });
    }
  }

  #lost(code, reason) {
    if (code === POLICY_VIOLATION) {
      this.#refused(reason);
      return;
    }
    const greeted = this.#greeted;
    this.#drop();
    this.#retryAfter(this.#backoff.next(), reason ? `Connection lost (${reason})` : 'Connection lost');
    if (!greeted) {
      this.#explain();
    }
  }

  #retryAfter(wait, why) {
    clearTimeout(this.#timers.retry);
    const when = wait > LONG_WAIT_MS
      ? `at ${new Date(Date.now() + wait).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`
      : `in ${Math.ceil(wait / 1000)} s`;
    this.#listener.onState('waiting', `${why}. Next attempt ${when}`);
    this.#timers.retry = setTimeout(() => this.open(), wait);
  }

  /**
   * Finds out why no connection came about: a browser does not tell with what a handshake was refused. To a request that is none the
   * server answers what it would have answered to a handshake, or 405 if it would have taken it. It is a POST, since only with
   * that a browser sends the page's origin.
   */
  async #explain() {
    const waiting = this.#timers.retry;
    try {
      const url = new URL(this.#url);
      url.protocol = url.protocol === 'wss:' ? 'https:' : 'http:';
      const answer = await fetch(url, { method: 'POST' });
      const refusal = answer.status === 405 ? {} : await answer.json();
      if (refusal.error && waiting === this.#timers.retry) {
        const wait = 1000 * Number(answer.headers.get('Retry-After') ?? 0);
        this.#retryAfter(Math.max(wait, this.#backoff.next()), refusal.error);
      }
    } catch {
      // The server does not answer at all, or something else answers in its place: the connection is lost, as it says already.
    }
  }

  #refused(text) {
    this.#drop();
    this.#listener.onState('refused', text || 'The server refused the key');
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    Object.values(this.#timers).forEach(clearTimeout);
    socket?.close(1000);
  }

  #watchSilence() {
    clearTimeout(this.#timers.silence);
    this.#timers.silence = setTimeout(() => this.#lost(0, 'no sign of life'), this.#patience);
  }
}
