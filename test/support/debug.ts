/**
 * What a debugged window runs on: a scripted model, a `CODEX_HOME` that knows it, settings, and a fresh copy of the sample
 * workspace, all in `.cache/debug`. `.vscode/tasks.json` starts it and ends it.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { demo } from "../model/demo.ts";
import { startModel } from "../model/server.ts";
import { writeConfig } from "./home.ts";
import { settingsText } from "./vscodeServer.ts";

const folder = join(root, ".cache", "debug");
const home = join(folder, "home");
const user = join(folder, "data", "User");
rmSync(home, { recursive: true, force: true });
rmSync(join(folder, "workspace"), { recursive: true, force: true });
for (const path of [home, user]) mkdirSync(path, { recursive: true });
cpSync(join(root, "test", "workspace"), join(folder, "workspace"), { recursive: true });
writeFileSync(join(user, "settings.json"), settingsText());

const model = await startModel(demo);
writeConfig(home, model.url);
// The task waits for this line.
console.log(`Ready: the scripted model listens at ${model.url}.`);
