import { definePolicy, to } from '../../foundation/index.ts';

const publishing = to('any', 'programme manager', 'editor', 'HM Inspector');

/** When a release is public, and what the public calendar says of it. */
export const instantPolicy = definePolicy('release instant', {
	see: { ...publishing, ...to('any', 'administrator') },
	'ask to move': publishing,
	confirm: publishing,
	refuse: publishing,
	announce: publishing,
});
