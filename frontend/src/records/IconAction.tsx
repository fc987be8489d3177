import { ActionButton, type ActionButtonProps, Tooltip, TooltipTrigger } from "@react-spectrum/s2";

/** What can be done with one line of a list: an icon, whose name appears beside it when asked. */
export function IconAction({
  tooltip,
  ...button
}: ActionButtonProps & {
  /** What a screen reader says: it names the line as well. */
  "aria-label": string;
  tooltip: string;
}) {
  return (
    <TooltipTrigger>
      <ActionButton isQuiet {...button} />
      <Tooltip>{tooltip}</Tooltip>
    </TooltipTrigger>
  );
}
