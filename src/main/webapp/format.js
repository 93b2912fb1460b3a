/** Texts out of figures and times; nothing in here touches the page. */

const UNITS = [['d', 86_400], ['h', 3_600], ['m', 60], ['s', 1]];

/** A duration in its two largest units, such as "1h 05m" or "25s"; the sign does not matter. */
export function duration(seconds) {
  let rest = Math.floor(Math.abs(seconds));
  const parts = [];
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0 || parts.length > 0) {
      parts.push(`${parts.length > 0 ? String(amount).padStart(2, '0') : amount}${unit}`);
    }
  }
  return parts.slice(0, 2).join(' ') || '0s';
}

/** How far off a moment is: "in 1h 05m", "now", "3m 10s overdue". */
export function timeLeft(millis) {
  if (Math.abs(millis) < 1000) {
    return 'now';
  }
  return millis > 0 ? `in ${duration(millis / 1000)}` : `${duration(millis / 1000)} overdue`;
}

/** A moment as a time of day, with the day when it is not today. */
export function moment(iso, now = new Date()) {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) {
    return '–';
  }
  const style = { hour: '2-digit', minute: '2-digit' };
  if (time.toDateString() !== now.toDateString()) {
    Object.assign(style, { weekday: 'short', day: 'numeric', month: 'short' });
  }
  return new Intl.DateTimeFormat(undefined, style).format(time);
}

/** A share of 1 as whole per cent. */
export function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/** A name in snake case as words: "concept_drift" is "Concept drift". */
export function words(name) {
  const text = String(name ?? '').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
