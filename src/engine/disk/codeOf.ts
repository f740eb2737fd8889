/** The system's name of an error, as `ENOENT`; "" for another kind. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
