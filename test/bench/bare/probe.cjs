/** What the extension host takes, told over loopback: it is measured from within, on every system. */
const { writeFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { join } = require("node:path");
const { monitorEventLoopDelay } = require("node:perf_hooks");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");

/** The longest block is told to this precision. */
const resolution = 2;

exports.startProbe = () => {
  let cpu = process.cpuUsage();
  let delays;
  const routes = {
    "/begin"() {
      cpu = process.cpuUsage();
      delays?.disable();
      delays = monitorEventLoopDelay({ resolution });
      delays.enable();
      return {};
    },
    "/read"() {
      const { user, system } = process.cpuUsage(cpu);
      const longest = delays && delays.count > 0 ? delays.max / 1e6 - resolution : 0;
      return { cpuMs: (user + system) / 1000, longestBlockMs: Math.max(0, longest) };
    },
    "/end"() {
      delays?.disable();
      return {};
    },
    "/memory"() {
      setFlagsFromString("--expose-gc");
      runInNewContext("gc")();
      const { rss, heapUsed } = process.memoryUsage();
      return { residentMb: rss / 1024 / 1024, heapMb: heapUsed / 1024 / 1024 };
    },
  };
  const server = createServer((request, response) => {
    const answer = routes[request.url];
    if (answer) response.end(JSON.stringify(answer()));
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1", () => {
    const { FOLIO_RUN: folder } = process.env;
    if (folder) writeFileSync(join(folder, "probe-port"), String(server.address().port));
  });
  return { dispose: () => server.close() };
};
