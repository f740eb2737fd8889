import { call } from "../link.ts";
import { say, sayKnown } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import type { ItemProps } from "./props.ts";

/** An image that the model made, with what was asked of it in the end. */
export function ImageItem({ item, phase }: ItemProps<"imageGeneration">) {
  const data = "result" in item ? item.result : "";
  const isBad = item.status === "failed";
  const { savedPath, revisedPrompt } = item;
  const source = data && /^[A-Za-z0-9+/=\s]+$/.test(data) ? `data:image/png;base64,${data}` : "";
  const hasBody = source !== "" || Boolean(revisedPrompt) || Boolean(savedPath);
  return (
    <Card
      icon={isBad ? "error" : "file-media"}
      tone={isBad ? "bad" : phase === "open" ? "busy" : "plain"}
      title={say("item.generatedImage")}
      aside={
        item.status === "completed" ? undefined : sayKnown(`status.${item.status}`, item.status)
      }
      label={say("item.generatedImage")}
    >
      {hasBody && (
        <>
          {source !== "" && (
            <img class="picture" src={source} alt={revisedPrompt ?? say("item.generatedImage")} />
          )}
          {revisedPrompt && (
            <p class="dim small caption" dir="auto">
              {say("item.imagePrompt", { prompt: revisedPrompt })}
            </p>
          )}
          {savedPath && (
            <button
              type="button"
              class="link target"
              onClick={() => void call("openFile", { path: savedPath })}
            >
              {say("item.openImage")}
            </button>
          )}
        </>
      )}
    </Card>
  );
}
