import { definePolicy, everyone } from '../../foundation/index.ts';

/** Whoever has an e-mail address may follow what is published; a link in a mail opens what it stands for. */
export const alertsPolicy = definePolicy('alerts', { follow: everyone });
