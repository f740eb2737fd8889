import { h, type ComponentChild, type FunctionComponent } from "preact";

/** One line of the chat: when it is there, and how it is drawn. */
export interface LineRow<Page, Place extends string, Props extends object> {
  readonly id: string;
  readonly place: Place;
  /** What the line is drawn from; null while it is not there. */
  readonly when: (page: Page) => Props | null;
  readonly Component: FunctionComponent<Props>;
}

/** A row whose props are its own business. */
export interface Line<Page, Place extends string> {
  readonly id: string;
  readonly place: Place;
  draw(page: Page): ComponentChild;
}

export const line = <Page, Place extends string, Props extends object>({
  id,
  place,
  when,
  Component,
}: LineRow<Page, Place, Props>): Line<Page, Place> => ({
  id,
  place,
  draw(page) {
    const props = when(page);
    return props && h(Component, { ...props, key: id });
  },
});

/** The lines of one place that are there, in the order of their rows. */
export const drawLines = <Page, Place extends string>(
  lines: readonly Line<Page, Place>[],
  place: Place,
  page: Page,
): ComponentChild[] => lines.filter(row => row.place === place).map(row => row.draw(page));
