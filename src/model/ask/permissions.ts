import { reason, type Reason } from "../text/reason.ts";
import type {
  FileSystemPath,
  FileSystemSandboxEntry,
  RequestPermissionProfile,
  PermissionsRequestApprovalResponse,
} from "../../protocol/types.gen.ts";
import type { Field, Option } from "./field.ts";

type FileSystem = NonNullable<RequestPermissionProfile["fileSystem"]>;

/** The permissions of a request, each of which can be granted alone. */
export function permissionFields(asked: RequestPermissionProfile): readonly Field[] {
  const options = grants(asked).map(({ option }) => option);
  return [
    {
      name: "grant",
      label: reason("form.whatToGrant"),
      description: "",
      isRequired: true,
      input: {
        kind: "many",
        options,
        minItems: 1,
        maxItems: null,
        initial: options.map(({ value }) => value),
      },
    },
  ];
}

/** What is asked for, in words: "Use the network", "Write /opt". */
export const permissionWords = (asked: RequestPermissionProfile): readonly (string | Reason)[] =>
  grants(asked).map(({ option }) => option.label);

/** The part of a request that the person chose. It never exceeds the request, whatever `chosen` says. */
export function granted(
  asked: RequestPermissionProfile,
  chosen: readonly string[],
): PermissionsRequestApprovalResponse["permissions"] {
  const taken = grants(asked).filter(({ option }) => chosen.includes(option.value));
  const files = taken.flatMap(({ entry }) => (entry ? [entry] : []));
  const network = taken.some(({ entry }) => entry === null);
  const paths = (access: "read" | "write") =>
    files.flatMap(entry =>
      entry.access === access && entry.path.type === "path" ? [entry.path.path] : [],
    );
  return {
    ...(network && asked.network ? { network: asked.network } : {}),
    ...(files.length > 0
      ? {
          fileSystem: {
            ...asked.fileSystem,
            read: orNull(paths("read")),
            write: orNull(paths("write")),
            entries: files,
          },
        }
      : {}),
  };
}

const orNull = <T>(list: readonly T[]): T[] | null => (list.length > 0 ? [...list] : null);

interface Grant {
  readonly option: Option;
  /** Null for the network. */
  readonly entry: FileSystemSandboxEntry | null;
}

function grants(asked: RequestPermissionProfile): readonly Grant[] {
  const network: Grant[] = asked.network?.enabled
    ? [
        {
          option: { value: "network", label: reason("form.network"), description: "" },
          entry: null,
        },
      ]
    : [];
  const files = asked.fileSystem ? entriesOf(asked.fileSystem) : [];
  return [
    ...network,
    ...files.map(entry => ({
      option: {
        value: `${entry.access}:${keyOf(entry.path)}`,
        label: reason(`form.${entry.access}`, { place: placeOf(entry.path) }),
        description: "",
      },
      entry,
    })),
  ];
}

/** The entries; where a server sends only the older lists, what they say. */
function entriesOf({ entries, read, write }: FileSystem): readonly FileSystemSandboxEntry[] {
  if (entries && entries.length > 0) return entries;
  const of = (list: readonly string[] | null, access: "read" | "write"): FileSystemSandboxEntry[] =>
    (list ?? []).map(path => ({ path: { type: "path", path }, access }));
  return [...of(read, "read"), ...of(write, "write")];
}

/** A place as one text, in no language. */
const keyOf = (path: FileSystemPath): string =>
  path.type === "path"
    ? path.path
    : path.type === "glob_pattern"
      ? path.pattern
      : JSON.stringify(path.value);

function placeOf(path: FileSystemPath): string | Reason {
  if (path.type === "path") return path.path;
  if (path.type === "glob_pattern") return path.pattern;
  const { value } = path;
  switch (value.kind) {
    case "root":
      return reason("form.place.root");
    case "minimal":
      return reason("form.place.minimal");
    case "project_roots":
      return reason("form.place.workspace", { subpath: value.subpath ? `/${value.subpath}` : "" });
    case "tmpdir":
    case "slash_tmp":
      return reason("form.place.temporary");
    case "unknown":
      return value.path;
  }
}
