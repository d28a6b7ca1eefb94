/** Lets one piece of work after another at a table. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  run<Answer>(work: () => Promise<Answer> | Answer): Promise<Answer> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** Holds all of them while `work` runs. Whoever takes several takes them in the same order, so that nobody waits for ever. */
export function holdingAll<Answer>(mutexes: readonly Mutex[], work: () => Promise<Answer> | Answer): Promise<Answer> {
  const [first, ...rest] = mutexes;
  if (first === undefined) return Promise.resolve().then(work);
  return first.run(() => holdingAll(rest, work));
}
