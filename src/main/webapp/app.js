import { Alerts } from './alerts.js';
import { Connection } from './connection.js';
import { Home } from './home.js';
import { RoomChoice } from './room-choice.js';
import { Rooms } from './rooms.js';
import { SystemStatus } from './system.js';

const STORED_KEY = 'roomcast.api-key';
const ACKNOWLEDGEMENT = 'ack:';

const element = (id) => document.getElementById(id);
const url = new URL('ws/predictions', document.baseURI);
url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';

let connection = null;
/** How far the server's clock is ahead of this one, in milliseconds. */
let clockOffset = 0;

const rooms = new Rooms(() => Date.now() + clockOffset);
const system = new SystemStatus();
const home = new Home((path) => connection?.ask(path) ?? null);
const send = (...message) => connection?.send(...message) ?? false;
const choice = new RoomChoice(send);
const alerts = new Alerts(
  (messageId) => send('acknowledge', { message_id: messageId }, ACKNOWLEDGEMENT + messageId),
  (roomId) => rooms.name(roomId));

const listener = {
  onState(state, text) {
    element('connection').dataset.state = state;
    element('connection-text').textContent = state === 'refused' ? 'Refused' : text;
    const wantsKey = state === 'refused' || state === 'offline';
    element('login').hidden = !wantsKey;
    element('disconnect').hidden = wantsKey;
    element('login-error').textContent = state === 'refused' ? text : '';
    if (wantsKey) {
      connection = null;
      choice.forget();
      sessionStorage.removeItem(STORED_KEY);
      element('live').hidden = true;
      element('api-key').focus();
    }
  },

  onWelcome(data) {
    const offset = Date.parse(data.server_time) - Date.now();
    clockOffset = Number.isNaN(offset) ? 0 : offset;
  },

  /** What is shown comes anew with each subscription, so that nothing settled meanwhile stays. */
  onAuthenticated(data) {
    const capabilities = data.capabilities ?? [];
    rooms.clear();
    alerts.clear();
    system.clear();
    home.clear();
    element('live').hidden = false;
    const roomByRoom = RoomChoice.isFor(capabilities);
    element('rooms').hidden = !capabilities.includes('predictions') && !roomByRoom;
    element('alerts').hidden = !capabilities.includes('alerts') && !roomByRoom;
    element('system').hidden = !capabilities.includes('system_status');
    element('home').hidden = !capabilities.includes('system_status');
    choice.offer(capabilities, data.room_filters ?? []);
  },

  onMessage(message) {
    handlers[message.message_type]?.(message);
  },
};

const handlers = {
  prediction_update: (message) => rooms.prediction(message.data),
  room_state_update: (message) => rooms.state(message.data),
  accuracy_update: (message) => rooms.accuracy(message.data),
  system_status_update: (message) => {
    system.show(message.data);
    home.follow(message.data);
  },
  alert_notification: (message) => alerts.alert(message),
  drift_notification: (message) => alerts.drift(message),
  error: (message) => {
    const cause = message.data.in_reply_to ?? '';
    if (!choice.failed(cause, message.data.error) && cause.startsWith(ACKNOWLEDGEMENT)) {
      alerts.failed(cause.slice(ACKNOWLEDGEMENT.length), message.data.error);
    }
  },
};

function connect(key) {
  connection = new Connection(url, key, listener);
  connection.open();
}

element('login-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const key = element('api-key').value.trim();
  if (key) {
    if (element('remember').checked) {
      sessionStorage.setItem(STORED_KEY, key);
    }
    element('api-key').value = '';
    connect(key);
  }
});
element('disconnect').addEventListener('click', () => connection?.close());
setInterval(() => rooms.tick(), 1000);

const remembered = sessionStorage.getItem(STORED_KEY);
if (remembered) {
  connect(remembered);
}
