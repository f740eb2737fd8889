/**
 * Milliseconds after an ask appears during which nothing can be granted: a click meant for something else must not
 * answer it.
 */
export const armingMs = 500;
