/** `+3 −1`, with words for screen readers. */
export const LineCounts = ({
  added,
  removed,
}: {
  readonly added: number;
  readonly removed: number;
}) => (
  <span class="line-counts">
    <span class="added" role="img" aria-label={`${added} lines added`}>
      +{added}
    </span>{" "}
    <span class="removed" role="img" aria-label={`${removed} lines removed`}>
      −{removed}
    </span>
  </span>
);
