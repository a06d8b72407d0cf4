/**
 * Whether a name, given by its syllables, is meant by what was typed: from any syllable on, in full ("kehushu", "ke hu")
 * or by initials ("khs"). Nothing typed means nothing.
 */
export function soundsLike(spoken: string, typed: string): boolean {
  const sound = typed.toLowerCase().replace(/[\s']/g, "");
  if (sound === "") return false;
  const syllables = spoken.split(" ");
  return syllables.some((_, from) => {
    const rest = syllables.slice(from);
    return (
      rest.join("").startsWith(sound) ||
      rest
        .map((s) => s.slice(0, 1))
        .join("")
        .startsWith(sound)
    );
  });
}
