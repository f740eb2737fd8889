import { reason } from "../model/text/reason.ts";
import { first, type Situation } from "./form.ts";
import { windowsPathProblem } from "./powershell.ts";
import { about, it, type Problem } from "./problem.ts";

/**
 * Why a line for cmd.exe may do more than read; null when it only reads. Only built-in commands pass: others may be a
 * `.bat`.
 */
export function cmdProblem(command: string, situation: Situation): Problem {
  if (!/^[\w. \\/-]+$/.test(command)) return it(reason("line.cmd"));
  const [name = "", ...args] = command.trim().split(/ +/);
  const paths = args.filter(arg => !arg.startsWith("/"));
  const switches = args.filter(arg => arg.startsWith("/")).map(arg => arg.toLowerCase());
  if (paths.some(path => path.includes("/"))) return it(reason("line.cmdSwitch"));
  switch (name.toLowerCase()) {
    case "ver":
    case "cd":
      return args.length === 0 ? null : about(name, reason("command.hasOperands"));
    case "echo":
      return /^ *echo(?: +[\w.-]+)+ *$/i.test(command) && !/^(on|off)$/i.test(args[0] ?? "")
        ? null
        : about("echo", reason("command.cmdOperands"));
    case "dir":
      if (switches.some(given => !["/b", "/s", "/w", "/a", "/q"].includes(given)))
        return about("dir", reason("command.cmdSwitch"));
      break;
    case "type":
      if (switches.length > 0 || paths.length === 0)
        return about("type", reason("command.lacksFile"));
      break;
    default:
      return about(name, reason("command.notListed"));
  }
  return about(
    name,
    first(paths, path => windowsPathProblem(path, situation)),
  );
}
