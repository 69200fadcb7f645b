import { Failure } from '../kernel/failures.ts';

/** Plain text to one person. GOV.UK Notify is given the same text, to put into its template. */
export type Message = {
	to: string;
	subject: string;
	text: string;
	/** An address that ends such mails by one POST (RFC 8058), for mails that somebody has asked for and may want no more. */
	stop?: string;
};

/** A message as it is handed over: the id is that of the job, so that a repeated attempt is recognisable as one. */
export type Letter = Message & { id: string };

export type Postman = {
	/** Resolves once the message has been taken over. A PermanentMailFailure will not go away by trying again. */
	send(letter: Letter): Promise<void>;
	/** Throws a Failure that says what is wrong, without sending anything. */
	check(): Promise<void>;
	/** Lets go of connections that are kept open between messages. */
	close(): void;
};

/** Whom a message comes from. */
export type Sender = { name: string; address: string };

/** This message can never be delivered: a job that gets it stops. Every other failure may pass. */
export class PermanentMailFailure extends Failure {
	override name = 'PermanentMailFailure';
}

const address = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,255}$/u;
const line = /^[^\p{Cc}\u2028\u2029]{1,250}$/u;
const webAddress = /^https?:\/\/[\w.:[\]-]+\/[\w./-]{1,300}$/;
const identifier = /^[A-Za-z0-9-]{1,80}$/;

/**
 * Refuses what would let the text of one field become another: a line break in a subject starts a header, a comma in
 * an address adds a recipient, a slash in an id leaves the outbox.
 */
export function requireSafe(letter: Letter): void {
	if (!address.test(letter.to))
		throw new PermanentMailFailure('A message is not to one plain e-mail address.');
	if (!line.test(letter.subject)) throw new PermanentMailFailure('The subject of a message is not one line.');
	if (letter.stop !== undefined && !webAddress.test(letter.stop))
		throw new PermanentMailFailure('The address that ends such mails is not one plain web address.');
	if (!identifier.test(letter.id)) throw new PermanentMailFailure('The id of a message is not a plain word.');
}
