/** Spellings that publications use and no rule makes out of a force's name: facts. */
export const aliases: Readonly<Record<string, readonly string[]>> = {};
