/**
 * `read`, remembering its results: the same few keys come with every request. Everything is forgotten when there are more
 * than `limit`, so that a stream of new keys cannot fill the memory.
 */
export function remembered<T>(limit: number, read: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = read(key);
      if (known.size === limit) known.clear();
      known.set(key, value);
    }
    return value;
  };
}
