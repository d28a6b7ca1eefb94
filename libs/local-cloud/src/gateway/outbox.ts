/**
 * Sends what became ready in one turn of the event loop together. A write to a socket wakes its reader; many in a row wake it
 * once, and with several clients that is most of what a small reply costs.
 */
export class Outbox {
  #waiting: (() => void)[] = [];

  add(send: () => void): void {
    if (this.#waiting.push(send) === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const sends = this.#waiting;
    this.#waiting = [];
    for (const send of sends) send();
  }
}
