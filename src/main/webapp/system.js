import { duration, percent, words } from './format.js';

const HEALTH_TONES = { healthy: 'good', degraded: 'warn', unhealthy: 'bad' };
const NAMES = { mqtt: 'MQTT' };
const STATE_TONES = { UP: 'good', DOWN: 'bad' };

/** The node's health, its components and some figures. */
export class SystemStatus {
  #body = document.getElementById('system-body');
  #empty = document.getElementById('no-system');

  clear() {
    this.#body.hidden = true;
    this.#empty.hidden = false;
  }

  show(data) {
    this.#body.hidden = false;
    this.#empty.hidden = true;
    const health = document.getElementById('system-health');
    health.textContent = words(data.system_health);
    health.dataset.health = data.system_health;
    health.dataset.tone = HEALTH_TONES[data.system_health] ?? 'warn';
    document.getElementById('component-list')
      .replaceChildren(...Object.entries(data.components ?? {}).map(([name, state]) => component(name, state)));
    document.getElementById('system-figures').replaceChildren(...figures(data).flatMap(([name, value]) => {
      const term = document.createElement('dt');
      const detail = document.createElement('dd');
      term.textContent = name;
      detail.textContent = value;
      return [term, detail];
    }));
  }
}

function component(name, state) {
  const item = document.createElement('li');
  const badge = document.createElement('span');
  item.dataset.component = name;
  item.dataset.state = state;
  badge.className = 'badge';
  badge.dataset.tone = STATE_TONES[state] ?? '';
  badge.textContent = state;
  item.append(`${NAMES[name] ?? words(name)} `, badge);
  return item;
}

function figures(data) {
  const shown = [
    ['Running for', duration(data.uptime_seconds)],
    ['Connections', String(data.active_connections)],
    ['Predictions a minute', String(data.predictions_per_minute)],
  ];
  if (data.memory) {
    shown.push(['Memory', `${data.memory.heap_used_mb} of ${data.memory.heap_max_mb} MiB`]);
  }
  if (typeof data.cpu_load === 'number') {
    shown.push(['Processor', percent(data.cpu_load)]);
  }
  if (typeof data.database_status?.query_time_ms === 'number') {
    shown.push(['Database answers in', `${data.database_status.query_time_ms.toFixed(1)} ms`]);
  }
  Object.entries(data.model_accuracy ?? {}).forEach(([room, share]) => {
    shown.push([`Accuracy, ${words(room)}`, percent(share)]);
  });
  return shown;
}
