import { into, type Placed, quoted, type Remark, textOf } from '../../foundation/index.ts';

type Kind = { methods: readonly string[]; denominator: 'needed' | 'possible' | 'none'; because: string };

const kinds: Readonly<Record<string, Kind>> = {
	proportion: {
		methods: ['wilson', 'published margin', 'none'],
		denominator: 'needed',
		because: 'A proportion is so many out of so many',
	},
	rate: { methods: ['byar', 'none'], denominator: 'needed', because: 'A rate is so many for so many' },
	count: {
		methods: ['byar', 'none'],
		denominator: 'none',
		because: 'A count stands for itself',
	},
	amount: { methods: ['none'], denominator: 'possible', because: 'An amount is no sample and no count' },
	mean: {
		methods: ['published margin', 'none'],
		denominator: 'none',
		because: 'A mean is taken as it was published',
	},
};

/** What fits a kind of indicator, and what every number needs so that a reader knows what it is out of. */
export function* methodRules(root: Placed): Generator<Remark> {
	const name = textOf(root, 'kind') ?? '';
	const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
	if (kind === undefined) return;
	const method = textOf(root, 'method');
	if (method !== undefined && !kind.methods.includes(method))
		yield {
			path: into(root, 'method').path,
			text: `${kind.because}, so the method “${method}” does not fit it. Write ${quoted(kind.methods, 'or')}.`,
		};
	yield* denominatorFor(root, name, kind, method);
	yield* marginFor(root, method);
	yield* onlyFor(root, name);
}

function* denominatorFor(
	root: Placed,
	name: string,
	kind: Kind,
	method: string | undefined,
): Generator<Remark> {
	const { value, path } = into(root, 'denominator');
	// What a publisher has computed already carries its base in its name.
	const needed = kind.denominator === 'needed' && method !== 'published margin';
	if (needed && value === undefined)
		yield {
			path,
			text: `${kind.because}, and the denominator is missing. Write “denominator:” with “source:” and “measure:” below it.`,
		};
	if ((kind.denominator === 'none' || method === 'published margin') && value !== undefined)
		yield {
			path,
			text: `A ${name}${method === 'published margin' ? ' with a published margin' : ''} has no denominator. Take it out, or write another kind.`,
		};
	const unit = textOf(root, 'unit');
	if (name === 'proportion' && unit !== undefined && !/^percent of \S/.test(unit))
		yield {
			path: into(root, 'unit').path,
			text: 'A percentage says what it is out of. Begin with “percent of”, such as “percent of crimes recorded in the 12 months”.',
		};
	const per = into(root, 'per');
	if (per.value !== undefined && per.value !== 1 && (value === undefined || name === 'proportion'))
		yield {
			path: per.path,
			text:
				name === 'proportion'
					? 'A proportion is printed as a percentage by itself. Take “per” out.'
					: '“per” multiplies what is divided by a denominator, and there is none. Take it out.',
		};
}

function* marginFor(root: Placed, method: string | undefined): Generator<Remark> {
	const margin = into(root, 'margin');
	if (method === 'published margin' && margin.value === undefined)
		yield {
			path: margin.path,
			text: 'The method “published margin” needs to know where the margin is. Write “margin:” with “source:” and “measure:” below it.',
		};
	if (method !== undefined && method !== 'published margin' && margin.value !== undefined)
		yield {
			path: margin.path,
			text: 'A margin belongs to the method “published margin”. Write that method, or take the margin out.',
		};
}

/** Fields that have a meaning for some kinds only. */
function* onlyFor(root: Placed, name: string): Generator<Remark> {
	if (textOf(root, 'change') === 'points' && name !== 'proportion')
		yield {
			path: into(root, 'change').path,
			text: 'Percentage points are the change of a percentage. Write “change: percent”.',
		};
	if (into(root, 'deflate').value !== undefined && name !== 'amount')
		yield {
			path: into(root, 'deflate').path,
			text: 'Only an amount of money is adjusted for inflation. Write “kind: amount”, or take “deflate” out.',
		};
	if (into(root, 'undecided').value !== undefined && name !== 'proportion')
		yield {
			path: into(root, 'undecided').path,
			text: 'Only a proportion has cases that may still come into it. Write “kind: proportion”, or take “undecided” out.',
		};
	const denominator = into(root, 'denominator');
	if (into(denominator, 'project').value !== undefined && textOf(denominator, 'over') !== 'last')
		yield {
			path: into(denominator, 'project').path,
			text: 'Only a state on a day, such as a population, can be carried on along its trend. Write “over: last” as well.',
		};
}
