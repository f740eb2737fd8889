import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { ItemText } from "./ItemText.tsx";
import type { ItemProps } from "./props.ts";

/** What a review found, in the reviewer's own words. */
export const ReviewItem = ({ item, phase, cuts }: ItemProps<"exitedReviewMode">) => (
  <Card icon="eye" title={say("item.reviewed")} label={say("item.reviewed")}>
    {item.review !== "" && (
      <ItemText item={item} path="review" text={item.review} phase={phase} cuts={cuts} />
    )}
  </Card>
);
