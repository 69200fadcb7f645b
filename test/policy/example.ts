import type { Role } from '../../src/foundation/database/actor.ts';
import type { Permit } from '../../src/foundation/policy/policy.ts';
import type { SignedIn } from '../people.ts';
import type { Arranged, World } from './world.ts';

/** How a route is asked by somebody who may: a real thing that is theirs, and fields that the form takes. */
export type Example = {
	/** What they are answered with: 200 for a page and 303 for a form, unless it says otherwise. */
	status?: number;
	/** What decides where the route's own permit only opens the door. */
	decides?: Permit;
	/** Who else reaches what is one account's, where its row in the database says so and not the permit. */
	alsoReach?: readonly (Role | 'colleagues')[];
	arrange?(world: World, who: SignedIn): Promise<Arranged>;
};
