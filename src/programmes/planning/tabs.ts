import { type AccountActor, mayTry, type Permit } from '../../foundation/index.ts';
import type { Programme } from './programme.ts';

/** A page of a programme that another room brings: "Moderation", at /programmes/:slug/moderation, for those who may open it. */
export type ProgrammeTab = { key: string; text: string; permit: Permit };

export type ProgrammeTabPorts = { programmeTabs?: readonly ProgrammeTab[] };

/** The pages of one programme, for ui.tabs. `active` is the last part of the address; the programme's own has none. */
export function programmeTabs(
	programme: Pick<Programme, 'slug'>,
	active: string,
	{ actor, programmeTabs: brought = [] }: ProgrammeTabPorts & { actor: AccountActor },
): { text: string; href: string; active: boolean }[] {
	const more = brought.filter(({ permit }) => mayTry(actor, permit));
	return [{ key: '', text: 'Programme' }, ...more].map(({ key, text }) => ({
		text,
		href: `/programmes/${programme.slug}${key === '' ? '' : `/${key}`}`,
		active: key === active,
	}));
}
