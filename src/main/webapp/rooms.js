import { duration, moment, percent, timeLeft, words } from './format.js';

const TONES = { occupied: 'accent', vacant: 'good', unknown: 'warn' };

/** One card per room: its state, its next transition with the time left, how sure that is, and what else it may be. */
export class Rooms {
  #list = document.getElementById('room-list');
  #template = document.getElementById('room-template');
  #cards = new Map();
  #clock;

  /** @param clock gives the server's time in milliseconds */
  constructor(clock) {
    this.#clock = clock;
  }

  clear() {
    this.#cards.clear();
    this.#list.replaceChildren();
    this.#showEmpty();
  }

  prediction(data) {
    const card = this.#card(data);
    card.predictedAt = Date.parse(data.predicted_time);
    card.nextState = data.transition_type;
    card.field('confidence-block').hidden = false;
    this.#state(card, data.current_state);
    card.field('next').textContent = `${words(data.transition_type)} at ${moment(data.predicted_time)}`;
    card.field('meter').value = data.confidence_score;
    card.field('confidence').textContent = percent(data.confidence_score);
    const alternatives = (data.alternatives ?? []).map((one) => {
      const item = document.createElement('li');
      item.textContent = `${moment(one.predicted_time)} · ${percent(one.confidence)}`;
      return item;
    });
    card.field('alternatives').replaceChildren(...alternatives);
    card.field('alternatives-block').hidden = alternatives.length === 0;
    card.element.dataset.predictionId = data.prediction_id ?? '';
    this.#tick(card);
  }

  /** A new state makes the forecast that led to it history, until the next one comes. */
  state(data) {
    const card = this.#card(data);
    const changed = card.element.dataset.state !== data.current_state;
    this.#state(card, data.current_state);
    if (changed && (card.nextState ?? data.current_state) === data.current_state) {
      card.predictedAt = NaN;
      card.nextState = null;
      card.field('confidence-block').hidden = true;
      card.field('alternatives-block').hidden = true;
      card.field('next').textContent = `Since ${moment(data.changed_at)}`;
    }
    this.#tick(card);
  }

  accuracy(data) {
    const error = data.mean_error_minutes;
    const detail = error === undefined || error === null ? '' : `, off by ${duration(error * 60)} on average`;
    this.#card(data).field('accuracy').textContent = `Right ${percent(data.accuracy)} of the time${detail}`;
  }

  name(roomId) {
    return this.#cards.get(roomId)?.field('name').textContent || words(roomId);
  }

  /** Moves the times on; to be called every second. */
  tick() {
    this.#cards.forEach((card) => this.#tick(card));
  }

  #tick(card) {
    const text = Number.isNaN(card.predictedAt) ? '' : timeLeft(card.predictedAt - this.#clock());
    const field = card.field('time-left');
    if (field.textContent !== text) {
      field.textContent = text;
    }
  }

  #state(card, state) {
    card.element.dataset.state = state;
    card.field('state').textContent = words(state);
    card.field('state').dataset.tone = TONES[state] ?? 'warn';
  }

  #card(data) {
    const card = this.#cards.get(data.room_id) ?? this.#newCard(data.room_id);
    if (data.room_name) {
      card.field('name').textContent = data.room_name;
    }
    return card;
  }

  #newCard(roomId) {
    const element = this.#template.content.firstElementChild.cloneNode(true);
    const fields = new Map([...element.querySelectorAll('[data-field]')].map((one) => [one.dataset.field, one]));
    const card = {
      element,
      predictedAt: NaN,
      nextState: null,
      field: (name) => fields.get(name),
    };
    element.dataset.roomId = roomId;
    card.field('name').textContent = words(roomId);
    card.field('confidence-block').hidden = true;
    card.field('alternatives-block').hidden = true;
    this.#cards.set(roomId, card);
    const after = [...this.#cards.keys()].filter((other) => other > roomId).sort()[0];
    this.#list.insertBefore(element, after === undefined ? null : this.#cards.get(after).element);
    this.#showEmpty();
    return card;
  }

  #showEmpty() {
    document.getElementById('no-rooms').hidden = this.#cards.size > 0;
  }
}
