const REQUEST = 'room:';

/**
 * For a key that opens rooms one by one, and not all of them as a whole: follows those it is limited to; if it is not, those that
 * the user names. They are followed again after each new connection, until they are forgotten.
 */
export class RoomChoice {
  #form = document.getElementById('room-form');
  #input = document.getElementById('room-id');
  #problem = document.getElementById('room-error');
  #named = new Set();
  #send;

  /** @param send sends a message of that type, with that data, under that id, and returns whether it could be sent */
  constructor(send) {
    this.#send = send;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#name(this.#input.value);
    });
  }

  /** Whether a key with these capabilities needs it. */
  static isFor(capabilities) {
    return capabilities.includes('room_specific') && !capabilities.includes('predictions');
  }

  /** A key was accepted: with these capabilities, and for these rooms alone if there are any. */
  offer(capabilities, granted) {
    const needed = RoomChoice.isFor(capabilities);
    this.#form.hidden = !needed || granted.length > 0;
    this.#problem.textContent = '';
    if (needed) {
      (granted.length > 0 ? granted : [...this.#named]).forEach((room) => this.#follow(room));
    }
  }

  forget() {
    this.#named.clear();
    this.#form.reset();
  }

  /** Takes the answer to a request of its own: an error. Returns whether it was one. */
  failed(requestId, text) {
    if (!requestId.startsWith(REQUEST)) {
      return false;
    }
    this.#named.delete(requestId.slice(REQUEST.length));
    this.#problem.textContent = text;
    return true;
  }

  #name(room) {
    this.#problem.textContent = '';
    if (this.#follow(room)) {
      this.#named.add(room);
      this.#form.reset();
    } else {
      this.#problem.textContent = 'Not connected: try again later.';
    }
  }

  #follow(room) {
    return this.#send('subscribe', { endpoint: `/ws/room/${room}`, filters: {} }, REQUEST + room);
  }
}
