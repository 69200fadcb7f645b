/** Every limit of signing in, in one place. */

/** Without a sign of life for this long, a session ends. */
export const sessionIdle = '2 hours';
/** However much it is used, a session ends after a working day. */
export const sessionLongest = '12 hours';
/** From the first proof of who somebody is to the last. */
export const halfSessionLife = '15 minutes';
export const invitationLife = '72 hours';
export const resetLife = '1 hour';
export const firstAdministratorLife = '72 hours';
/** From showing a passkey challenge, or leaving for the identity provider, to the answer. */
export const challengeMinutes = 10;

export const passwordLeast = 12;
/** Longer than anyone types, and short enough that hashing it costs nothing. */
export const passwordMost = 200;
