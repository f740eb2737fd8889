/** Milliseconds for which nothing can be granted after an ask came up: a click meant for something else must not answer it. */
export const armingMs = 400;
