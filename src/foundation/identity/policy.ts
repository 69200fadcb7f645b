import { definePolicy, everyAccount, everyone, to } from '../policy/policy.ts';

/** Anyone may try to prove who they are. */
export const signInPolicy = definePolicy('sign-in', { prove: everyone });

/** What is one's own: password, second factor, passkeys, sessions, signing out. */
export const ownAccountPolicy = definePolicy('own account', { see: everyAccount, change: everyAccount });

export const accountPolicy = definePolicy('account', {
	see: { ...to('any', 'administrator', 'operator'), ...to('own organisation', 'force liaison officer') },
	manage: to('any', 'administrator', 'operator'),
});
