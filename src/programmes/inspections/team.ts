export const teamParts = ['lead', 'member'] as const;
export type TeamPart = (typeof teamParts)[number];

/** Somebody who works on an inspection. */
export type TeamMember = { id: string; account: string; name: string; part: TeamPart };
