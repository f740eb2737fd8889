/** At most `limit` holders at a time; the others wait in order. */
export function createSlots(limit: number) {
  const waiting: (() => void)[] = [];
  let held = 0;
  let isOpen = false;
  return {
    /** Resolves when there is room. */
    acquire(): Promise<void> {
      return new Promise(resolve => {
        const take = () => {
          held++;
          resolve();
        };
        if (held < limit || isOpen) take();
        else waiting.push(take);
      });
    },
    release(): void {
      held--;
      if (held < limit) waiting.shift()?.();
    },
    /** Lets everybody in, now and later: what they wait for is over. */
    open(): void {
      isOpen = true;
      for (const take of waiting.splice(0)) take();
    },
  };
}
