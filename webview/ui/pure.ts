import { Component, createElement, type ComponentChild, type ComponentType } from "preact";

/** A component that is drawn again only when one of its props is another object. */
export function pure<P extends object>(draw: (props: P) => ComponentChild): ComponentType<P> {
  return class Pure extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const names = new Set([...Object.keys(next), ...Object.keys(this.props)]) as Set<keyof P>;
      return [...names].some(name => next[name] !== this.props[name]);
    }
    override render() {
      return createElement(draw, this.props as P & object);
    }
  };
}
