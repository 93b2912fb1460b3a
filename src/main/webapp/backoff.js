/** Waiting times between attempts to connect: doubling, bounded, and spread so that clients do not come back all at once. */
export class Backoff {
  static FIRST_MS = 1000;
  static LONGEST_MS = 60_000;
  static SPREAD = 0.25;

  #attempts = 0;
  #random;

  /** @param random gives numbers from 0 to 1 */
  constructor(random = Math.random) {
    this.#random = random;
  }

  /** How long to wait before the next attempt, in milliseconds. */
  next() {
    const plain = Math.min(Backoff.FIRST_MS * 2 ** this.#attempts, Backoff.LONGEST_MS);
    this.#attempts = Math.min(this.#attempts + 1, 30);
    return Math.round(plain * (1 + Backoff.SPREAD * (2 * this.#random() - 1)));
  }

  reset() {
    this.#attempts = 0;
  }
}
