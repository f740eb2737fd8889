import { deepEqual, equal } from "node:assert/strict";
import { findTarget, type LinkPlaces } from "../../../../src/editor/chat/links.ts";

/** Folders with files; a name that ends with a slash is a folder. */
function places(
  files: readonly string[],
  options: Partial<Pick<LinkPlaces, "folders" | "isWindows" | "home">> = {},
): LinkPlaces {
  const folders = options.folders ?? [{ name: "ws", path: "/ws" }];
  return {
    folders,
    isWindows: false,
    home: null,
    inside: async path =>
      folders.some(
        folder =>
          path === folder.path ||
          (/^[/\\]/.test(path.slice(folder.path.length)) && path.startsWith(folder.path)),
      )
        ? path
        : null,
    kind: async path => {
      if (files.includes(path)) return "file";
      const isFolder = files.some(file => file.startsWith(`${path.replace(/[/\\]$/, "")}/`));
      return isFolder ? "folder" : "missing";
    },
    ...options,
  };
}

describe("a link of the model", () => {
  const files = [
    "/ws/src/app.js",
    "/ws/docs/my notes (draft).md",
    "/ws/docs/C# intro.md",
    "/ws/100% done.txt",
    "/ws/a%20b.txt",
    "/ws/what?.txt",
    "/ws/notes (2)",
    "/ws/app/[slug]/page.tsx",
  ];
  const found = async (link: string, isCode = false) => {
    const target = await findTarget(link, places(files), isCode);
    return target.kind === "file"
      ? `${target.path}${target.place ? ` ${target.place.line}:${target.place.column ?? 1}` : ""}`
      : target.kind;
  };
  const right: readonly (readonly [string, string])[] = [
    ["src/app.js", "/ws/src/app.js"],
    ["./src/app.js:9", "/ws/src/app.js 9:1"],
    ["src/../src/app.js:2:5", "/ws/src/app.js 2:5"],
    ["/ws/src/app.js#L3C4", "/ws/src/app.js 3:4"],
    ["/src/app.js", "/ws/src/app.js"],
    ["src\\app.js:4", "/ws/src/app.js 4:1"],
    ["src/app.js(7)", "/ws/src/app.js 7:1"],
    ["src/app.js#usage", "/ws/src/app.js"],
    ["file:///ws/src/app.js#L6", "/ws/src/app.js 6:1"],
    ["vscode://file/ws/src/app.js:8", "/ws/src/app.js 8:1"],
    ["docs/my notes (draft).md", "/ws/docs/my notes (draft).md"],
    ["docs/my%20notes%20(draft).md#L2", "/ws/docs/my notes (draft).md 2:1"],
    ["docs/C# intro.md:4", "/ws/docs/C# intro.md 4:1"],
    ["docs/C%23%20intro.md#L5", "/ws/docs/C# intro.md 5:1"],
    ["100% done.txt", "/ws/100% done.txt"],
    ["100%25%20done.txt", "/ws/100% done.txt"],
    ["a%20b.txt", "/ws/a%20b.txt"],
    ["a%2520b.txt", "/ws/a%20b.txt"],
    ["what?.txt", "/ws/what?.txt"],
    ["notes (2)", "/ws/notes (2)"],
    ["app/%5Bslug%5D/page.tsx#L2-L4", "/ws/app/[slug]/page.tsx 2:1"],
    ["src", "folder"],
    ["src/", "folder"],
    ["file:///ws/docs", "folder"],
    [".", "folder"],
    ["src/gone.js:4", "missing"],
    ["/ws/gone.js", "missing"],
    ["file:///ws/gone.js", "missing"],
    ["/etc/hosts", "none"],
    ["file:///etc/hosts", "none"],
    ["../outside.js", "none"],
    ["https://example.invalid/src/app.js", "none"],
    ["command:workbench.action.quit", "none"],
    ["javascript:alert(1)", "none"],
  ];
  for (const [link, wanted] of right)
    it(`is found as ${wanted}: ${link}`, async () => equal(await found(link), wanted));

  it("tells the name of what is missing without the place", async () =>
    deepEqual(await findTarget("src/gone%20by.js#L4", places(files)), {
      kind: "missing",
      name: "src/gone by.js",
    }));

  it("is taken at its word in code", async () => {
    const both = places(["/ws/a b.txt", "/ws/a%20b.txt"]);
    deepEqual(await findTarget("a%20b.txt", both, true), {
      kind: "file",
      path: "/ws/a%20b.txt",
      place: null,
    });
    deepEqual(await findTarget("a%20b.txt", both), {
      kind: "file",
      path: "/ws/a b.txt",
      place: null,
    });
  });

  it("is looked up in every folder, also with the folder's name in front", async () => {
    const two = places(["/x/client/src/a.ts", "/x/server/src/b.ts"], {
      folders: [
        { name: "client", path: "/x/client" },
        { name: "server", path: "/x/server" },
      ],
    });
    for (const link of ["src/b.ts", "server/src/b.ts", "/x/server/src/b.ts"])
      deepEqual(
        await findTarget(link, two),
        { kind: "file", path: "/x/server/src/b.ts", place: null },
        link,
      );
  });

  it("may be a path of Windows, or one below the person's own folder", async () => {
    const windows = places(["C:\\ws\\src\\a.js"], {
      folders: [{ name: "ws", path: "C:\\ws" }],
      isWindows: true,
    });
    for (const link of [
      "src/a.js:3",
      "src\\a.js:3",
      "C:\\ws\\src\\a.js:3",
      "file:///C:/ws/src/a.js#L3",
    ])
      deepEqual(
        await findTarget(link, windows),
        { kind: "file", path: "C:\\ws\\src\\a.js", place: { line: 3 } },
        link,
      );
    const own = places(["/home/me/ws/a.js"], {
      folders: [{ name: "ws", path: "/home/me/ws" }],
      home: "/home/me",
    });
    deepEqual(await findTarget("~/ws/a.js", own), {
      kind: "file",
      path: "/home/me/ws/a.js",
      place: null,
    });
  });
});
