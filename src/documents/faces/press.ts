import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Doc } from '../tree/doc.ts';
import { hindrances } from './accessible.ts';
import type { Picture } from './typst-blocks.ts';
import { typstOf } from './typst-document.ts';
import { reasonOf, Unprintable } from './unprintable.ts';

/** What the process is asked, and what it answers. */
export type Order = { main: string; pictures: readonly Picture[] };
export type Printout = {
	pdf: Uint8Array | null;
	pages: number;
	refusals: readonly string[];
	warnings: readonly string[];
	megabytes: number;
};

export type Pdf = {
	pdf: Uint8Array;
	pages: number;
	/** What the process that set it weighs. */
	megabytes: number;
};

export type Press = {
	/** The document as a tagged PDF (PDF/UA-1), always the same bytes; or Unprintable with the reasons. */
	pdf(doc: Doc): Promise<Pdf>;
	close(): Promise<void>;
};

export type PressOptions = {
	/** Processes at once. */
	most?: number;
	/** A process that has grown beyond this (in megabytes) is replaced after its document. */
	heaviest?: number;
	/** A document that takes longer is given up. */
	seconds?: number;
};

type Waiting = { order: Order; resolve: (printout: Printout) => void; reject: (error: unknown) => void };
type Hand = { child: ChildProcess; job: Waiting | null; late: NodeJS.Timeout | undefined };

/** Sets PDFs in processes of its own, which begin when they are needed and hold nobody up when they are idle. */
export function openPress({ most = 2, heaviest = 400, seconds = 60 }: PressOptions = {}): Press {
	const hands: Hand[] = [];
	const waiting: Waiting[] = [];
	let closed = false;

	function next(): void {
		while (waiting.length > 0) {
			const hand = hands.find(({ job }) => job === null) ?? (hands.length < most ? hire() : undefined);
			if (hand === undefined) return;
			const job = waiting.shift();
			if (job !== undefined) give(hand, job);
		}
	}

	function hire(): Hand {
		const child = fork(join(import.meta.dirname, 'press.process.ts'), {
			serialization: 'advanced',
			execArgv: [],
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		});
		const hand: Hand = { child, job: null, late: undefined };
		child.on('message', (printout: Printout) => {
			const { job } = hand;
			free(hand);
			if (printout.megabytes > heaviest) leave(hand);
			job?.resolve(printout);
			next();
		});
		child.once('error', (error) => lost(hand, error));
		child.once('exit', (code, signal) =>
			lost(hand, new Error(`The setter of type ended (${signal ?? code}) before the document was done.`)),
		);
		hands.push(hand);
		return hand;
	}

	function give(hand: Hand, job: Waiting): void {
		hand.job = job;
		hand.child.ref();
		hand.child.channel?.ref();
		hand.late = setTimeout(() => {
			job.reject(new Unprintable([`Setting it took more than ${seconds} seconds: divide the document.`]));
			hand.job = null;
			leave(hand);
			hand.child.kill('SIGKILL');
			next();
		}, seconds * 1000);
		hand.child.send(job.order);
	}

	function free(hand: Hand): void {
		clearTimeout(hand.late);
		hand.job = null;
		hand.child.unref();
		hand.child.channel?.unref();
	}

	function leave(hand: Hand): void {
		const at = hands.indexOf(hand);
		if (at >= 0) hands.splice(at, 1);
		if (hand.child.connected) hand.child.disconnect();
	}

	function lost(hand: Hand, error: Error): void {
		const { job } = hand;
		free(hand);
		leave(hand);
		job?.reject(error);
		next();
	}

	return {
		async pdf(doc) {
			const hindered = hindrances(doc);
			if (hindered.length > 0) throw new Unprintable(hindered);
			const order = typstOf(doc);
			const { pdf, pages, refusals, megabytes } = await new Promise<Printout>((resolve, reject) => {
				if (closed) reject(new Error('The press is closed.'));
				waiting.push({ order, resolve, reject });
				next();
			});
			if (pdf === null)
				throw new Unprintable([...new Set(refusals.map((refusal) => reasonOf(refusal, order.main)))]);
			return { pdf, pages, megabytes };
		},
		async close() {
			closed = true;
			for (const { reject } of waiting.splice(0)) reject(new Error('The press is closed.'));
			for (const hand of [...hands]) leave(hand);
		},
	};
}
