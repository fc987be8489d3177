import { TextField } from "@react-spectrum/s2";
import { type ComponentProps, useState } from "react";
import { wordsIn } from "./fields.ts";

type Props = Omit<ComponentProps<typeof TextField>, "value" | "onChange"> & {
  words: string[];
  onWords: (words: string[]) => void;
};

/** A list of words in one line: what is being typed stays as it is typed. */
export function WordsField({ words, onWords, ...field }: Props) {
  const [typed, setTyped] = useState(words.join(", "));
  const isSame = JSON.stringify(wordsIn(typed)) === JSON.stringify(words);
  return (
    <TextField
      autoComplete="off"
      spellCheck="false"
      {...field}
      value={isSame ? typed : words.join(", ")}
      onChange={(value) => {
        setTyped(value);
        onWords(wordsIn(value));
      }}
    />
  );
}
