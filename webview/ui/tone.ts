/** What the colour of an icon says. "busy" turns it into a spinner: it may stand only while something runs. */
export type Tone = "plain" | "busy" | "needs" | "bad" | "good";
