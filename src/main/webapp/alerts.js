import { moment, percent, words } from './format.js';

const TONES = { critical: 'bad', high: 'bad', warning: 'warn', medium: 'warn', info: 'accent', low: 'accent' };
const LINGER_MS = 3000;

/** Alerts and drifts that wait for an acknowledgement, newest first; one entry however often one is sent. */
export class Alerts {
  #list = document.getElementById('alert-list');
  #template = document.getElementById('alert-template');
  #entries = new Map();
  #acknowledge;
  #roomName;

  /**
   * @param acknowledge sends the acknowledgement of a message id and returns whether it could be sent
   * @param roomName    gives the name of a room id
   */
  constructor(acknowledge, roomName) {
    this.#acknowledge = acknowledge;
    this.#roomName = roomName;
  }

  clear() {
    this.#entries.clear();
    this.#list.replaceChildren();
    this.#count();
  }

  alert(message) {
    const data = message.data;
    this.#put(message, {
      severity: data.severity,
      room: data.room_id ? this.#roomName(data.room_id) : words(data.alert_type),
      time: data.created_at,
      message: data.message,
      action: data.recommended_action ?? '',
    });
  }

  drift(message) {
    const data = message.data;
    this.#put(message, {
      severity: data.drift_severity,
      room: data.room_name ?? this.#roomName(data.room_id),
      time: data.detected_at,
      message: `${(data.drift_types ?? []).map(words).join(', ') || 'Drift'}, score ${percent(data.drift_score)}`,
      action: data.retraining_recommended ? 'A new training is recommended.' : '',
    });
  }

  /** The server did not take the acknowledgement of that message. */
  failed(messageId, text) {
    const entry = [...this.#entries.values()].find((one) => one.messageId === messageId);
    if (entry) {
      clearTimeout(entry.timer);
      entry.element.dataset.acknowledged = 'false';
      entry.button.disabled = false;
      entry.button.textContent = 'Acknowledge';
      entry.field('problem').textContent = text;
      this.#count();
    }
  }

  #put(message, shown) {
    const id = message.data.alert_id;
    const known = this.#entries.get(id);
    if (known) {
      known.messageId = message.message_id;
      return;
    }
    const entry = this.#newEntry(id);
    entry.messageId = message.message_id;
    entry.field('severity').textContent = words(shown.severity);
    entry.field('severity').dataset.tone = TONES[shown.severity] ?? 'warn';
    entry.field('time').textContent = moment(shown.time);
    entry.field('time').dateTime = shown.time;
    ['room', 'message', 'action'].forEach((name) => {
      entry.field(name).textContent = shown[name];
    });
    this.#list.prepend(entry.element);
    this.#entries.set(id, entry);
    this.#count();
  }

  #newEntry(id) {
    const element = this.#template.content.firstElementChild.cloneNode(true);
    const fields = new Map([...element.querySelectorAll('[data-field]')].map((one) => [one.dataset.field, one]));
    const button = element.querySelector('[data-action="acknowledge"]');
    const entry = { element, button, messageId: '', timer: 0, field: (name) => fields.get(name) };
    element.dataset.alertId = id;
    button.addEventListener('click', () => this.#settle(id, entry));
    return entry;
  }

  #settle(id, entry) {
    if (!this.#acknowledge(entry.messageId)) {
      entry.field('problem').textContent = 'Not connected: try again later.';
      return;
    }
    entry.field('problem').textContent = '';
    entry.element.dataset.acknowledged = 'true';
    entry.button.disabled = true;
    entry.button.textContent = 'Acknowledged';
    entry.timer = setTimeout(() => {
      if (this.#entries.get(id) === entry) {
        this.#entries.delete(id);
      }
      entry.element.remove();
    }, LINGER_MS);
    this.#count();
  }

  #count() {
    const open = [...this.#entries.values()].filter((one) => one.element.dataset.acknowledged !== 'true').length;
    document.getElementById('alert-count').textContent = String(open);
    document.getElementById('no-alerts').hidden = open > 0;
  }
}
