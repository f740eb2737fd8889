import { deepEqual, equal } from "node:assert/strict";
import { settings } from "../../../src/editor/settings.ts";
import type { Setting } from "../../../src/editor/settingKinds.ts";

describe("a setting", () => {
  for (const [name, row] of Object.entries<Setting<unknown>>(settings)) {
    it(`${name} takes its own default`, () => deepEqual(row.parse(row.default), row.default));
    it(`${name} takes no value of another type`, () => {
      const foreign = [undefined, null, Symbol("s"), typeof row.default === "number" ? "5" : 5];
      for (const value of foreign) equal(row.parse(value), undefined);
    });
  }

  it("takes only its own words, not names that every object has", () => {
    equal(settings.sandbox.parse("danger-full-access"), "danger-full-access");
    for (const word of ["", "full", "constructor", "Read-Only"])
      equal(settings.sandbox.parse(word), undefined);
  });

  it("keeps the texts of a list and of named texts, and drops the rest", () => {
    deepEqual(settings["server.args"].parse(["-c", 1, null, "a=b"]), ["-c", "a=b"]);
    deepEqual(settings["server.env"].parse({ A: "1", B: 2, C: null }), { A: "1" });
  });

  it("is not a flag when it is a word", () =>
    equal(settings["policy.automatic"].parse("true"), undefined));
});
