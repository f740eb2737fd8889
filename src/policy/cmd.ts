import type { Problem, Situation } from "./form.ts";
import { windowsPathProblem } from "./powershell.ts";

/**
 * Why a line for cmd.exe may do more than read; null when it only reads. Only built-in commands pass: others may be a
 * `.bat`.
 */
export function cmdProblem(command: string, situation: Situation): Problem {
  if (!/^[\w. \\/-]+$/.test(command)) return "it holds characters that cmd reads in its own way";
  const [name = "", ...args] = command.trim().split(/ +/);
  const paths = args.filter(arg => !arg.startsWith("/"));
  const switches = args.filter(arg => arg.startsWith("/")).map(arg => arg.toLowerCase());
  if (paths.some(path => path.includes("/"))) return "it may hold a switch within a path";
  switch (name.toLowerCase()) {
    case "ver":
    case "cd":
      return args.length === 0 ? null : `“${name}” has operands`;
    case "echo":
      return /^ *echo(?: +[\w.-]+)+ *$/i.test(command) && !/^(on|off)$/i.test(args[0] ?? "")
        ? null
        : "“echo” has operands that cmd reads in its own way";
    case "dir":
      if (switches.some(given => !["/b", "/s", "/w", "/a", "/q"].includes(given)))
        return "“dir” has a switch that is not known to be harmless";
      break;
    case "type":
      if (switches.length > 0 || paths.length === 0) return "“type” lacks its file";
      break;
    default:
      return `“${name}” is not on the list of commands that only read`;
  }
  for (const path of paths) {
    const problem = windowsPathProblem(path, situation);
    if (problem !== null) return `“${name}” ${problem}`;
  }
  return null;
}
