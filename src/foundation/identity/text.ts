import { z } from 'zod';
import { passwordMost } from './limits.ts';

/** Fields that several forms of this part have, with their sentences. */

export const emailField = z
	.string({ error: 'Enter an email address' })
	.trim()
	.toLowerCase()
	.min(1, 'Enter an email address')
	.max(254, 'Enter an email address of at most 254 characters')
	.pipe(z.email('Enter an email address in the correct format, like name@example.org'));

export const nameField = z
	.string({ error: 'Enter a full name' })
	.trim()
	.min(1, 'Enter a full name')
	.max(100, 'Enter a name of at most 100 characters')
	.refine((name) => !/[<>\p{Cc}]/u.test(name), 'Enter a name without marks such as < or >');

export const newPasswordField = z.string({ error: 'Enter a new password' }).min(1, 'Enter a new password');

/** What is compared with a kept password: taken as typed, and never so long that hashing it is work. */
export const passwordField = z
	.string({ error: 'Enter your password' })
	.min(1, 'Enter your password')
	.max(passwordMost, `A password has at most ${passwordMost} characters`);

/** Codes are read aloud, copied and pasted: spaces and dashes in them mean nothing. */
export const codeField = z
	.string({ error: 'Enter a code' })
	.transform((code) => code.replaceAll(/[\s-]/g, '').toUpperCase())
	.pipe(z.string().min(1, 'Enter a code').max(40, 'This is too long for a code'));
