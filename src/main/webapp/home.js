/** A home seldom changes; whatever changes in it is shown after that time at the latest. */
const FRESH_MS = 60_000;

/** What was found of the home: each room with its sensors, or with what it lacks to be predicted. */
export class Home {
  #table = document.getElementById('home-table');
  #rows = document.getElementById('home-rooms');
  #notes = document.getElementById('home-notes');
  #ask;
  #shown = '';
  #components = '';
  #askedAt = -Infinity;

  /** @param ask promises what the server answers at a path */
  constructor(ask) {
    this.#ask = ask;
  }

  clear() {
    this.#components = '';
    this.#askedAt = -Infinity;
    this.#shown = '';
    this.#table.hidden = true;
    this.#rows.replaceChildren();
    this.#note(['No answer has come in yet.']);
  }

  /** Looks again when something has come or gone, or a while has passed; to be called with each status of the system. */
  async follow(status) {
    const components = JSON.stringify(status.components ?? {});
    if (components === this.#components && performance.now() - this.#askedAt < FRESH_MS) {
      return;
    }
    this.#components = components;
    const askedAt = performance.now();
    this.#askedAt = askedAt;
    const home = await this.#ask('api/home');
    const text = JSON.stringify(home);
    // Who has asked meanwhile may have another key, and what is the same need not be written again.
    if (home && askedAt === this.#askedAt && text !== this.#shown) {
      this.#shown = text;
      this.show(home);
    }
  }

  show(home) {
    const rooms = home.rooms ?? [];
    this.#table.hidden = rooms.length === 0;
    this.#rows.replaceChildren(...rooms.map(row));
    this.#note(notes(home));
  }

  #note(texts) {
    this.#notes.replaceChildren(...texts.map((text) => {
      const note = document.createElement('p');
      note.className = 'quiet';
      note.textContent = text;
      return note;
    }));
  }
}

function notes(home) {
  if (!home.known) {
    return [sentence(home.reason)];
  }
  const found = home.certain ? [] : ['Home Assistant has not answered yet: this is what was known of the home before.'];
  return [...found, ...(home.rooms?.length ? [] : ['There is no room.']), ...(home.notes ?? []).map(sentence)];
}

/** Part of a sentence as a whole one; what is named in it stays as it is. */
function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function row(room) {
  const line = document.createElement('tr');
  const name = document.createElement('th');
  const detail = document.createElement('td');
  line.dataset.homeRoom = room.room_id;
  line.dataset.predicted = room.predicted;
  name.scope = 'row';
  name.textContent = room.room_name;
  detail.append(room.predicted ? sensors(room) : lack(room));
  line.append(name, detail);
  return line;
}

function sensors(room) {
  const list = document.createElement('ul');
  const parts = (room.made_of ?? []).map((part) => `Room ${part}`);
  const own = (room.sensors ?? []).map((sensor) => `${sensor.entity_id} (${sensor.class})`);
  list.append(...[...parts, ...own].map((text) => {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  }));
  return list;
}

function lack(room) {
  const whole = document.createElement('p');
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.dataset.tone = 'warn';
  badge.textContent = 'Not predicted';
  whole.append(badge, ` ${sentence(room.lacks)}`);
  return whole;
}
