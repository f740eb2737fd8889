import { equal } from "node:assert/strict";
import { reason, verbatim } from "../../../../src/model/text/reason.ts";
import { inEnglish, said, speaker } from "../../../../src/model/text/say.ts";
import { useLanguage } from "../../../../src/model/text/speak.ts";

const say = speaker({
  plain: "Nothing runs.",
  two: "{first} before {second}",
  files_one: "a file of {whose}",
  files_other: "{count} files of {whose}",
});

describe("a text by its id", () => {
  afterEach(() => useLanguage("en", {}));

  it("is said with its values, in whatever order the language has them", () => {
    equal(say("two", { first: "a", second: 2 }), "a before 2");
    useLanguage("xx", { two: "{second} after {first}" });
    equal(say("two", { first: "a", second: 2 }), "2 after a");
  });

  it("has forms for its count, by the rules of the language", () => {
    equal(say("files", { count: 1, whose: "mine" }), "a file of mine");
    equal(say("files", { count: 0, whose: "mine" }), "0 files of mine");
    useLanguage("pl", {
      files_few: "{count} pliki {whose}",
      files_other: "{count} plików {whose}",
    });
    equal(say("files", { count: 3, whose: "x" }), "3 pliki x");
    equal(say("files", { count: 5, whose: "x" }), "5 plików x");
  });

  it("falls back to English for a text that the language lacks", () => {
    useLanguage("de", { two: "{first} vor {second}" });
    equal(say("plain"), "Nothing runs.");
  });

  it("puts a value in as it came, also one that looks like a place", () => {
    equal(say("two", { first: "{second}", second: "$&" }), "{second} before $&");
  });

  it("knows its places when it is compiled", () => {
    // @ts-expect-error a place without a value
    equal(say("two", { first: "a" }), "a before {second}");
    // @ts-expect-error no such id
    equal(say("three"), "three");
    // @ts-expect-error a value without a place
    equal(say("plain", { first: "a" }), "Nothing runs.");
  });
});

describe("a reason", () => {
  it("may hold reasons, and is plain JSON", () => {
    const told = reason("verbatim", { text: verbatim("inner") });
    equal(said(JSON.parse(JSON.stringify(told))), "inner");
  });

  it("of a newer version is told by its id", () => {
    equal(said({ id: "policy.unheardOf", values: { x: 1 } }), "policy.unheardOf");
  });

  it("is said in English for the model, with all that it holds", () => {
    const why = reason("unwritten.failed", { name: "a.ts", why: reason("unwritten.diskFull") });
    useLanguage("de", { "unwritten.diskFull": "die Platte ist voll" });
    equal(inEnglish(why), "a.ts could not be written (the disk is full)");
    useLanguage("en", {});
  });
});
