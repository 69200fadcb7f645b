import {
	type Agreement,
	cohenKappa,
	fleissKappa,
	krippendorffAlpha,
	rawAgreement,
	readRatings,
	StatisticsError,
} from '../../statistics/index.ts';

/** A grade that somebody gave to a case, as far as the reader may see it. */
export type GivenGrade = { judging: string; account: string; grade: string };

export type AgreementLine = {
	name: string;
	/** Between -1 and 1, or a share; null where these grades cannot tell. */
	value: number | null;
	lower: number | null;
	upper: number | null;
	note: string | null;
	method: string;
};

/** How far the members of a round agree with one another, by the grades that were given; the scale from worst to best. */
export function agreementOf(
	cases: readonly string[],
	members: readonly string[],
	grades: readonly GivenGrade[],
	scale: readonly string[],
): AgreementLine[] {
	const given = new Map(grades.map(({ judging, account, grade }) => [`${judging} ${account}`, grade]));
	const raters = members.filter((account) => grades.some((one) => one.account === account));
	const rows = cases.map((judging) => raters.map((account) => given.get(`${judging} ${account}`) ?? null));
	const two = raters.length === 2;
	return [
		line('Raw agreement', () => asShare(rawAgreement(readRatings(rows, scale)))),
		two
			? line('Cohen’s kappa', () => cohenKappa(readRatings(rows, scale)))
			: line('Fleiss’ kappa', () => fleissKappa(readRatings(rows, scale))),
		line('Krippendorff’s alpha, ordinal', () => krippendorffAlpha(readRatings(rows, scale), 'ordinal')),
	];
}

/** A share lies between none and all, however few cases there are. */
function asShare(agreement: Agreement): Agreement {
	const { lower, upper } = agreement;
	return {
		...agreement,
		lower: lower === null ? null : Math.max(0, lower),
		upper: upper === null ? null : Math.min(1, upper),
	};
}

function line(name: string, work: () => Agreement): AgreementLine {
	try {
		const { value, lower, upper, note, method } = work();
		return { name, value, lower, upper, note, method };
	} catch (error) {
		if (!(error instanceof StatisticsError)) throw error;
		return { name, value: null, lower: null, upper: null, note: error.message, method: '' };
	}
}

/** How many of the grades given are the one that was proposed. */
export function withProposal(
	grades: readonly GivenGrade[],
	proposed: ReadonlyMap<string, string | null>,
): { same: number; of: number } {
	const compared = grades.filter(({ judging }) => (proposed.get(judging) ?? null) !== null);
	return {
		same: compared.filter(({ judging, grade }) => proposed.get(judging) === grade).length,
		of: compared.length,
	};
}
