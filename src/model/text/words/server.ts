/** Why the server ended, and why no program was found that could be started. */
export const serverWords = {
  "server.signal": "signal {signal}",
  "server.exit": "exit code {code}",
  "server.notStarted": "it could not be started ({text})",
  "server.silent": "it starts, but did not answer within {seconds} s",
  "server.restarted": "it was restarted",
  "server.outputBroke": "the pipe from it broke ({text})",
  "server.inputBroke": "the pipe to it broke ({text})",
  "server.badLines": "it wrote lines that are no messages",
  "server.longLine": "it wrote a line of more than {mebibytes} MiB",
  "server.notReading": "it is not responding: it does not read what it is sent",
  "server.withWords": "{cause}\n{words}",
  "server.withLog": "{cause}\nIts log: {file}",
  "server.windowEnded": "the editor was closed or reloaded",
  "install.notAbsolute":
    'The setting folio.server.path must be an absolute path; it is "{configured}".',
  "install.notFound": "Codex is not installed, or Folio cannot find it.",
  "install.noFile": "The setting folio.server.path names {path}, but there is no such file.",
  "install.noBinary":
    "{path} is the npm launcher of Codex, but its binary is not installed beside it. Reinstall @openai/codex.",
  "install.notExecutable":
    "The setting folio.server.path names {path}, which may not be executed. Make it executable (chmod +x), or choose another.",
  "install.notExecutableOnPath":
    "PATH names {path}, which may not be executed. Make it executable (chmod +x), or choose another.",
  "install.foreign": "{path} did not tell its version: it is no program for this machine",
  "install.fails": "{path} did not tell its version: {text}",
  "install.noVersion": '{path} did not tell its version: it printed "{printed}"',
  "install.tooOld":
    "{path} is Codex {version}; Folio needs {needed} or newer. Update it: npm install -g @openai/codex.",
} as const;
