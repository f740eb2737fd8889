const head = 64 * 1024;
const tail = 192 * 1024;

/**
 * Appends to the output of a command and keeps its first 64 Ki and last 192 Ki UTF-16 units, cutting only when
 * twice that has gathered, so that a stream costs what it adds.
 */
export function appendOutput(output: string, delta: string): string {
  const text = output + delta;
  if (text.length <= 2 * (head + tail)) return text;
  return `${text.slice(0, head)}\n… ${text.length - head - tail} characters left out …\n${text.slice(-tail)}`;
}
