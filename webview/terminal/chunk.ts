/** A script of the chat that is loaded with the first output that needs a terminal to be read. */
import { createTerminalLines } from "../../src/model/text/outputLines.ts";

globalThis.folioTerminal = createTerminalLines;
