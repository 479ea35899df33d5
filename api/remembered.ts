/** Remembers answers of a revision of what they were made from; the least recently used are forgotten first. */
export function createRemembered<T>(most: number) {
  const answers = new Map<string, Promise<T>>();

  return {
    /** The answer to a question, made once; one that fails is made again by whoever asks next. */
    async of(key: string, make: () => Promise<T>): Promise<T> {
      const known = answers.get(key);
      const answer = known ?? make();
      answers.delete(key); // the newest is the last
      answers.set(key, answer);
      for (const oldest of answers.keys()) {
        if (answers.size <= most) break;
        answers.delete(oldest);
      }
      try {
        return await answer;
      } catch (error) {
        if (answers.get(key) === answer) answers.delete(key);
        throw error;
      }
    },
  };
}
