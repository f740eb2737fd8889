/** What is known of the machine, beside the command itself. */
export interface Places {
  /** Absolute folder that the paths are relative to. */
  readonly folder: string;
  /** Absolute folder that nothing may leave: the workspace folder. */
  readonly root: string;
  /** Where an absolute path really is once links are followed; null when that could not be found out. */
  realPath(path: string): string | null;
}

/** File names that stand for secrets, on their own or as part of a longer name. */
const secretNames = [
  /^\.env(rc|[._-].*)?$/,
  /\.(env|pem|key|p12|pfx|jks|keystore|kdbx|kdb|ppk|gpg|asc|ovpn|tfstate|tfvars|mobileprovision|agekey)(\.\w+)?$/,
  /^id_(rsa|dsa|ecdsa|ed25519)/,
  /^[._](netrc|npmrc|yarnrc(\.yml)?|pypirc|git-credentials|htpasswd|pgpass|my\.cnf|dockercfg|boto|s3cfg|vault-token)$/,
  /secret|credential|passw|api[-_]?key|private[-_]?key|access[-_]?key|auth\.json|kubeconfig|service[-_]?account/,
  /(^|[^a-z])tokens?([^a-z]|$)/,
  /_history$/,
  /^mcp\.json$/,
];

/** Names beginning with a dot that hold no secrets by custom. */
const plainDotNames =
  /^\.(gitignore|gitattributes|editorconfig|prettierrc(\.\w+)?|prettierignore|eslintrc(\.\w+)?|eslintignore|nvmrc|node-version|dockerignore|npmignore|vscodeignore|mocharc(\.\w+)?|github)$/;

/** Letter case and look-alike forms that a file system may take for the same name (SAFETY S3). */
export const fold = (name: string): string => name.normalize("NFKC").toLowerCase();

/** Whether a path's name, or that of a folder on the way, is one that secrets are kept under. */
export const isSecret = (path: string): boolean =>
  fold(path)
    .split(/[/\\]/)
    .some(name => secretNames.some(pattern => pattern.test(name)));

/** Why a path of a command line may not be read without asking; null when it may. Paths are POSIX. */
export function pathProblem(path: string, places: Places): string | null {
  if (!/^[\p{L}\p{N}\p{M}\w ./,@%+()#-]+$/u.test(path) || /^[-@% ]|\/\//.test(path))
    return `“${path}” is not a plain path`;
  const parts = path.split("/");
  if (parts.includes("..")) return `“${path}” leaves its folder`;
  const isAbsolute = path.startsWith("/");
  if (isAbsolute && path !== places.root && !path.startsWith(`${places.root}/`))
    return `“${path}” is outside the workspace`;
  const within = isAbsolute ? path.slice(places.root.length) : path;
  for (const part of within.split("/"))
    if (part.startsWith(".") && part !== "." && !plainDotNames.test(fold(part)))
      return `“${path}” is hidden`;
  if (isSecret(within)) return `“${path}” may hold a secret`;
  return placeProblem(path, join(places.folder, path), places);
}

/** Follows links: what lies elsewhere, or is a secret under another name, asks (SAFETY S4). */
function placeProblem(shown: string, absolute: string, { root, realPath }: Places): string | null {
  const real = realPath(absolute);
  if (real === null) return `it is not known where “${shown}” leads`;
  if (real !== root && !real.startsWith(`${root}/`)) return `“${shown}” leads out of the workspace`;
  return isSecret(real.slice(root.length)) ? `“${shown}” leads to what may hold a secret` : null;
}

/** An absolute POSIX path without `.` parts. */
export function join(folder: string, path: string): string {
  const joined = path.startsWith("/") ? path : `${folder}/${path}`;
  const parts = joined.split("/").filter(part => part !== "" && part !== ".");
  return `/${parts.join("/")}`;
}

/** Whether an absolute path lies in a folder, by its text: what holds `..` does not. */
export const isWithin = (path: string, root: string): boolean =>
  path.startsWith("/") &&
  !path.split("/").includes("..") &&
  (join(path, "") === root || join(path, "").startsWith(`${root}/`));
